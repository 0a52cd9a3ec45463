"""Tables of the sources."""

revision = "2026_11_22_third_sources"
down_revision = "2026_11_22_second_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
