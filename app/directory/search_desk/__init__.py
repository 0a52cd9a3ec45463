"""The staff's pages about the search: the thesaurus, and why results stand as they do."""
