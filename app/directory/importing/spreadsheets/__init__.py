"""Spreadsheets of services: reading their cells, saying what each column holds, and joining rows into records."""
