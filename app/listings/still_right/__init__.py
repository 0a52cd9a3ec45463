"""Asking whether a listing is still right, by letter and by telephone; and what that does for a directory."""
