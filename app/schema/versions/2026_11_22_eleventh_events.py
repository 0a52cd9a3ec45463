"""Tables of events, and of the figures that are kept of them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_eleventh_events"
down_revision = "2026_11_22_tenth_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "front_door_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("happened", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("need", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("on_time", sa.Boolean(), nullable=True),
        sa.Column("again", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_front_door_events")),
    )
    op.create_index("ix_front_door_events_happened_day", "front_door_events", ["happened", "day"])
    op.create_index(op.f("ix_front_door_events_day"), "front_door_events", ["day"])
    op.create_table(
        "figures_kept",
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("through", sa.Date(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", "family", name=op.f("pk_figures_kept")),
    )
    op.create_table(
        "figures_made_up",
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("seed", name=op.f("pk_figures_made_up")),
    )


def downgrade() -> None:
    op.drop_table("figures_made_up")
    op.drop_table("figures_kept")
    op.drop_index(op.f("ix_front_door_events_day"), table_name="front_door_events")
    op.drop_index("ix_front_door_events_happened_day", table_name="front_door_events")
    op.drop_table("front_door_events")
