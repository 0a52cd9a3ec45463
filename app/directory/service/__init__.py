"""What one service says and what follows from it: its times, its age, its secrets, its words. No page, no table."""
