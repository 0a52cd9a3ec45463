"""Where people give up and why, as counts that are about nobody. Public: domain (values), api (operations)."""
