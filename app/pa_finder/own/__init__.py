"""A personal assistant's own page, in their hands and in those of the staff who see their papers."""
