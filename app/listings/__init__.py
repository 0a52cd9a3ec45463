"""The listings that community groups keep themselves."""
