"""Tables of messages."""

revision = "2026_11_22_seventeenth_messages"
down_revision = "2026_11_22_sixteenth_contact_centre"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
