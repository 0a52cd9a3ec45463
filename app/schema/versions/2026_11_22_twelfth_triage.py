"""Tables of triage."""

revision = "2026_11_22_twelfth_triage"
down_revision = "2026_11_22_eleventh_events"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
