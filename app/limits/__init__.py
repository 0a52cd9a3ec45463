"""How often something secret may be guessed: counted in the database, for all processes and across restarts."""
