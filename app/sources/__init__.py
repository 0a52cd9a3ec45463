"""The directories that we take listings from: when each is read, what that changed, and what is in two of them."""
