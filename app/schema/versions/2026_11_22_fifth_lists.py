"""Tables of the lists."""

revision = "2026_11_22_fifth_lists"
down_revision = "2026_11_22_fourth_thesaurus"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
