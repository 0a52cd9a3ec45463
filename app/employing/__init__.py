"""Being an employer: a guide, what it costs, and papers to print."""
