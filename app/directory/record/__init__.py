"""The listings on their shelves: the tables, and what is kept beside each of a source, of staff and of undoing."""
