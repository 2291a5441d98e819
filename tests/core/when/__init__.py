"""Tests of the time grammar."""
