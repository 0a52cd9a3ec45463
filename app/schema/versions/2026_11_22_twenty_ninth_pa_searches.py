"""A table of what people look for in a personal assistant, for an hour."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_29th_pa_searches"
down_revision = "2026_11_22_27th_names_of_pages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pa_searches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pa_searches")),
    )
    op.create_index(op.f("ix_pa_searches_browser_hash"), "pa_searches", ["browser_hash"])
    op.create_index(op.f("ix_pa_searches_at"), "pa_searches", ["at"])


def downgrade() -> None:
    op.drop_table("pa_searches")
