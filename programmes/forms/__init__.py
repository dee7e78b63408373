"""What people type on the pages of programmes, one journey per file."""
