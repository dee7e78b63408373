"""How figures are put in words."""
