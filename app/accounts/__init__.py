"""The council's staff: who they are, how they sign in, and which pages are theirs."""
