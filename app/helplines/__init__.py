"""National numbers that anybody in England can ring or text. Public: domain (values), api (operations)."""
