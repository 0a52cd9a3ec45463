"""Tables of personal assistants: their pages and the checks that staff recorded."""

revision = "2026_11_22_23rd_pa_finder"
down_revision = "2026_11_22_22nd_registered"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
