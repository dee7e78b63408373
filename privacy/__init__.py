"""Anonymity threshold, encrypted text, audit trail, retention, erasure."""
