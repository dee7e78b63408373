"""What managers may see: anonymised effects of a programme."""
