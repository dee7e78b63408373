"""Tests of programmes/queries."""
