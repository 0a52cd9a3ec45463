"""What of a group's page the public reads: the listings that its services are, and its pictures."""
