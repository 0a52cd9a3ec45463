"""Tables of case systems."""

revision = "2026_11_22_13th_case_systems"
down_revision = "2026_11_22_twelfth_triage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
