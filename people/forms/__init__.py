"""The forms of people, one concern per file."""
