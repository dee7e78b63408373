"""The acts of the play: each writes what happens, and when, into the diary."""
