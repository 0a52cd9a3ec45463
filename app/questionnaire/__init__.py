"""Questions asked one at a time: what comes next, which answers still count, and the form of each page.

Knows nothing about care or storage. `flow` and `loader` know no framework either.
"""
