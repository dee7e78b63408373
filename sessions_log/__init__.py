"""What a pair plans, does and writes down, in confidence."""
