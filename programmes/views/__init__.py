"""The pages of programmes, one journey per file."""
