"""The finder of personal assistants."""
