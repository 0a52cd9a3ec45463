"""Tables of signing in by an e-mailed link, and of proving that a listing is one's own."""

revision = "2026_11_22_19th_signing_in"
down_revision = "2026_11_22_18th_publishing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
