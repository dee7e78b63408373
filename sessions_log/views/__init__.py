"""Pages of a pair, one concern per file."""
