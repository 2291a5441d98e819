"""Tests of core/info."""
