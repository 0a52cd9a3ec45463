"""Tables of the thesaurus."""

revision = "2026_11_22_fourth_thesaurus"
down_revision = "2026_11_22_third_sources"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
