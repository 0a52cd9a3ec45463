"""The council's work on cases: who takes which, what is found out and decided, and what the person is told of it."""
