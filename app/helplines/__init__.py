"""National numbers to ring, each with its source and date. Public: domain (values), api (operations)."""
