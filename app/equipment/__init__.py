"""Equipment, adaptations and technology that make daily life easier. Public: domain (values), api (operations)."""
