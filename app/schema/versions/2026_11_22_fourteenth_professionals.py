"""Tables of professionals."""

revision = "2026_11_22_14th_professionals"
down_revision = "2026_11_22_13th_case_systems"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
