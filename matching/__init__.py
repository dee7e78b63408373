"""Who is paired with whom, and who may not be."""
