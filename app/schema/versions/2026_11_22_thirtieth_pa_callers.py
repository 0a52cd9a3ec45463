"""A table of callers without e-mail, for whom staff write to personal assistants."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_30th_pa_callers"
down_revision = "2026_11_22_28th_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pa_callers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("reached", sa.LargeBinary(), nullable=False),
        sa.Column("agreed", sa.String(length=20), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_with", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["staff_accounts.id"], name=op.f("fk_pa_callers_account")),
        sa.ForeignKeyConstraint(["agreed_with"], ["staff_accounts.id"], name=op.f("fk_pa_callers_agreed_with")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pa_callers")),
        sa.UniqueConstraint("account", name=op.f("uq_pa_callers_account")),
    )
    op.create_index(op.f("ix_pa_callers_used_at"), "pa_callers", ["used_at"])


def downgrade() -> None:
    op.drop_table("pa_callers")
