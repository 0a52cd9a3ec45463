"""Tables of the collections."""

revision = "2026_11_22_sixth_collections"
down_revision = "2026_11_22_fifth_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
