"""Reading files of people: bytes in, candidates and clear findings out; no database."""
