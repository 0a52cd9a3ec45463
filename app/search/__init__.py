"""Finding services by words, needs and place. Knows no other room: rooms offer documents and are given ids."""
