"""Tests of programmes/forms."""
