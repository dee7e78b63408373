"""Tests of the acts of matching."""
