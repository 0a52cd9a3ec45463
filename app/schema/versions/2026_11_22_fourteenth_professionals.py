"""Tables of professionals."""

revision = "2026_11_22_fourteenth_professionals"
down_revision = "2026_11_22_thirteenth_case_systems"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
