"""Taking in somebody else's directory: reading, cleaning and judging it, and finding in its words what it left out."""
