"""The directory as open data, after Open Referral UK: for other programs, and as files to take home."""
