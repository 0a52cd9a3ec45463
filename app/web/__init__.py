"""What every page shares: errors, headers, language, and forms that lose nothing."""
