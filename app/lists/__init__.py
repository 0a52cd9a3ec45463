"""My list: services that somebody keeps without an account, and sends on. Public: domain (values), api (operations)."""
