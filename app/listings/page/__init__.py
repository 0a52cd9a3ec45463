"""What a group says of itself on its page: its times, its gaps, and its record for the directory. No table."""
