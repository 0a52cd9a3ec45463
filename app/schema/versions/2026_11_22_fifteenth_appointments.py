"""Tables of appointments."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_15th_appointments"
down_revision = "2026_11_22_14th_professionals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talking_points",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("access", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("service", sa.String(length=200), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talking_points")),
    )
    op.create_table(
        "talking_point_patterns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("bank_holidays", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["talking_points.id"],
            name=op.f("fk_talking_point_patterns_point_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talking_point_patterns")),
    )
    op.create_index(op.f("ix_talking_point_patterns_point_id"), "talking_point_patterns", ["point_id"])
    op.create_table(
        "talking_point_closed_days",
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["talking_points.id"],
            name=op.f("fk_talking_point_closed_days_point_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("point_id", "day", name=op.f("pk_talking_point_closed_days")),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("person", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["talking_points.id"], name=op.f("fk_appointments_point_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("point_id", "starts_at", "seat", name=op.f("uq_appointments_point_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_appointments_token_hash")),
    )
    op.create_index("ix_appointments_starts_at", "appointments", ["starts_at"])
    op.create_index(op.f("ix_appointments_remind_at"), "appointments", ["remind_at"])


def downgrade() -> None:
    for table in ("appointments", "talking_point_closed_days", "talking_point_patterns", "talking_points"):
        op.drop_table(table)
