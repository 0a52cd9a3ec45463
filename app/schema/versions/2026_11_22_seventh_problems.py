"""Tables of the problems."""

revision = "2026_11_22_seventh_problems"
down_revision = "2026_11_22_sixth_collections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
