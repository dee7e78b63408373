"""Every act of matching, one concern per file."""
