"""The machine: turns an event into rows and an answer."""
