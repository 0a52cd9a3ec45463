"""Tables of the listings that groups keep."""

revision = "2026_11_22_20th_listings"
down_revision = "2026_11_22_19th_signing_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
