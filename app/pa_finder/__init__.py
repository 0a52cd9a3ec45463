"""Personal assistants (PAs): their own pages, the checks that the council saw, and how people find them."""
