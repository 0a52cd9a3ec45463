"""Letters to groups: to whom of them, and how they leave."""
