"""The overview map of a search: the drawing, the pictures that may lie under it, and its page."""
