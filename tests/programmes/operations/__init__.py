"""Tests of programmes/operations."""
