"""What residents send to the council, and the council's reading of it. Public: domain (values), api (operations)."""
