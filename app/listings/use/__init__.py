"""How often the page of a service is opened and whether it helped. Nothing of whom."""
