"""Writing a page: one question at a time or all at once, what cannot be read, and what it will look like."""
