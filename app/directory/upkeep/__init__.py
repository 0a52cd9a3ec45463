"""What other rooms, staff and time do to listings: taking in and taking back, correcting, keeping back, ageing."""
