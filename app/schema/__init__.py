"""The schema of the database, as a chain of Alembic migrations, and the command that applies them."""
