"""Tables of the thesaurus."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_fourth_thesaurus"
down_revision = "2026_11_22_third_sources"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thesaurus_versions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("find", sa.JSON(), nullable=False),
        sa.Column("wish", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("staff", sa.String(length=200), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_thesaurus_versions")),
    )
    op.create_index(op.f("ix_thesaurus_versions_key"), "thesaurus_versions", ["key"])


def downgrade() -> None:
    op.drop_index(op.f("ix_thesaurus_versions_key"), "thesaurus_versions")
    op.drop_table("thesaurus_versions")
