"""What is raised when two people act on the same thing at once."""


class SomeoneElseWasFirst(Exception):
    """What somebody acts on is no longer as their page showed it: another window or person changed it meanwhile."""
