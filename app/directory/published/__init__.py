"""What leaves the directory for other programs: all that is public, in a steady order, and what they may ask for."""
