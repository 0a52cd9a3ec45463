"""What somebody reads of one service: its page, its row in a list, its leaflet, its times for a calendar."""
