"""Tests of the count."""
