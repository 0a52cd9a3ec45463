"""Looking for services: what was asked, how it is narrowed, what was found and what else a page offers."""
