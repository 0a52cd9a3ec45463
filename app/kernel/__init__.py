"""Value types that every room may use. Imports nothing but the standard library."""
