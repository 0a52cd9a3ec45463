"""Who did what to which record, and when: written once, in a chain that shows any change. No answers, no names."""
