"""A resident's self-assessment: the questions, what the answers come down to, and what the rules make of it.

Public: `domain` (values) and `api` (operations). The rule table, which is worth reading first, is `rules`.
"""
