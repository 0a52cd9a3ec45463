"""The long proofs behind `make prove`: a real server, real kills, a full disk. Not collected as tests."""
