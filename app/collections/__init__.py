"""Pages that staff write for an occasion: falls, winter, new carers. Public: domain (values), api (operations)."""
