"""German as written in Belgium."""
