"""The walls of the house that no linter knows."""
