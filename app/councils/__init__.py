"""Which council this is: its names, numbers, area and promises. Public: domain (values), api (operations)."""
