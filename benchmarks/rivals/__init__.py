"""What a council would pick instead: the same listings behind plain Django with PostgreSQL, and behind Datasette."""
