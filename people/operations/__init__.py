"""Every act on people, one concern per file."""
