"""Nobody is mentored by a superior: through every door, and after every change."""
