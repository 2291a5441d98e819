"""The edges: a platform's words in, our words out."""
