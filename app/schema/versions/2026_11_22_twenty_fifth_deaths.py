"""A table of which cases a death that was told on a call is about."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_25th_deaths"
down_revision = "2026_11_22_29th_pa_searches"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "death_cases",
        sa.Column("death_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["death_id"], ["deaths.id"], name=op.f("fk_death_cases_death_id_deaths"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("death_id", "referral_id", name=op.f("pk_death_cases")),
    )
    op.create_index(op.f("ix_death_cases_referral_id"), "death_cases", ["referral_id"])


def downgrade() -> None:
    op.drop_table("death_cases")
