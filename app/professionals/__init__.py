"""Referrals by nurses, police officers, housing officers, groups. Public: domain (values), api (what falls due)."""
