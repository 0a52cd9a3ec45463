"""Figures of the front door, counted, with small numbers hidden. Public: domain (values), api (operations)."""
