"""From an advert to a conversation: who is asked, what is said between two people, and what is reported of it."""
