"""The community: what its members do together, and the machine underneath."""
