"""Second tables."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_second_tables"
down_revision = "2026_11_22_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unmatched_need",
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("outward", sa.String(length=4), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("need", "outward", "week", "filters", name=op.f("pk_unmatched_need")),
    )
    op.create_table(
        "stops",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("easy_read", sa.Boolean(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "reason", "way", "easy_read", "section", name=op.f("pk_stops")),
    )


def downgrade() -> None:
    op.drop_table("stops")
    op.drop_table("unmatched_need")
