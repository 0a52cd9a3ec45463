"""Tables of registered providers, as the Care Quality Commission lists and rates them."""

revision = "2026_11_22_22nd_registered"
down_revision = "2026_11_22_21st_keeping_true"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
