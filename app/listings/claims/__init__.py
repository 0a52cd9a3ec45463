"""Claiming a listing, and keeping its page together with others: their forms, letters, tables and pages."""
