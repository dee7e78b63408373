"""Every act of evaluation, one concern per file."""
