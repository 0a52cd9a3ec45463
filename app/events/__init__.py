"""What happened at the council's front door, in code words that are nobody's: what the figures are counted from."""
