"""Services and groups near a resident, from feeds in Open Referral UK. Public: domain (values), api (operations)."""
