"""What people tell us is wrong with a listing, and what becomes of it. Public: domain (values), api (operations)."""
