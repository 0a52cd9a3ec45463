"""Tables of the spreadsheets."""

revision = "2026_11_22_eighth_spreadsheets"
down_revision = "2026_11_22_seventh_problems"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
