"""Tables of contact centre."""

revision = "2026_11_22_16th_contact_centre"
down_revision = "2026_11_22_15th_appointments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
