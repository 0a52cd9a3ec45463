"""Tables of personal assistants: their pages and the checks that staff recorded."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_23rd_pa_finder"
down_revision = "2026_11_22_22nd_registered"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pa_profiles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("short", sa.String(length=20), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("details_version", sa.Integer(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["staff_accounts.id"], name=op.f("fk_pa_profiles_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pa_profiles")),
        sa.UniqueConstraint("account_id", name=op.f("uq_pa_profiles_account_id")),
        sa.UniqueConstraint("short", name=op.f("uq_pa_profiles_short")),
    )
    op.create_table(
        "pa_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("profile_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["pa_profiles.id"], name=op.f("fk_pa_checks_profile_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff_accounts.id"], name=op.f("fk_pa_checks_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pa_checks")),
    )
    op.create_index(op.f("ix_pa_checks_profile_id"), "pa_checks", ["profile_id"])


def downgrade() -> None:
    for table in ("pa_checks", "pa_profiles"):
        op.drop_table(table)
