"""Tables of adverts and of conversations with personal assistants."""

revision = "2026_11_22_24th_pa_talking"
down_revision = "2026_11_22_23rd_pa_finder"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
