"""What is kept of a personal assistant: their words, public and private, what staff saw, and what the council wants."""
