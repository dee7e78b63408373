"""Tests of programmes/views."""
