"""Needs that nothing near answered, as counts that are about nobody. Public: domain (values), api (operations)."""
