"""The pages of people, one concern per file."""
