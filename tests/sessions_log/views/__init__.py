"""Tests of the pages of a pair."""
