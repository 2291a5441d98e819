"""What may go wrong while people live in the house: kills, outages, repeated updates."""
