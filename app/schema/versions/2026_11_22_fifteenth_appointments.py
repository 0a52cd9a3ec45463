"""Tables of appointments."""

revision = "2026_11_22_fifteenth_appointments"
down_revision = "2026_11_22_fourteenth_professionals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
