"""Tests of the acts of a pair."""
