"""The commands of the house, as an operator gives them."""
