"""Tests, by the layers of the house; they mirror its tree."""
