"""Talking points: community places with appointments. Public: domain (values), api (free times, booking, reminders)."""
