"""The council's case-management systems: told that a case changed, given it when they ask with a key, and answering."""
