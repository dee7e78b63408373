"""Tests of the acts of evaluation."""
