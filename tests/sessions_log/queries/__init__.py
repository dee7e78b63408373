"""What the pages of a pair show."""
