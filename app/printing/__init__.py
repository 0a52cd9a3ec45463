"""Paper: tagged PDF made from a page, and QR codes. Public: domain (values), api (operations)."""
