"""The pages of matching, one subject per file."""
