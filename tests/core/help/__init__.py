"""Tests of core/help."""
