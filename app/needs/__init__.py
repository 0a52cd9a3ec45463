"""The vocabulary of needs: what they are called, what listings and people say for them. Pure: no framework."""
