"""Providers that the Care Quality Commission has registered."""
