"""The contact centre: staff on the telephone with somebody, and what comes of it."""
