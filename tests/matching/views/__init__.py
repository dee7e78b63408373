"""Tests of the pages of matching."""
