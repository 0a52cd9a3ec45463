"""People who work for themselves and help with daily life: what the council saw of each, and when."""
