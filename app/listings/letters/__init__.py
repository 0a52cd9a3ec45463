"""What those who keep a page are told: the letter of a month, and what ends or opens again soon."""
