"""Postcodes and where they are. Public: domain (values), api (operations)."""
