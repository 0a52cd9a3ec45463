"""Pages that people keep themselves: who owns them, their drafts, checks, moderation and versions."""
