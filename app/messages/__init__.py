"""What we write to people: kept with the deed it tells of, sent later by a worker. Sent twice may be, lost never."""
