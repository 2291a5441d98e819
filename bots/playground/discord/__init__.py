"""A local stand-in of Discord: its REST API (v10) and gateway on loopback, and people to drive it."""
