"""A group's own services elsewhere: a widget, dates for a calendar, a poster, and a spreadsheet there and back."""
