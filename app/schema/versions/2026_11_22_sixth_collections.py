"""Tables of the collections."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_sixth_collections"
down_revision = "2026_11_22_fifth_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collections",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_collections")),
    )
    op.create_table(
        "collection_versions",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["collections.slug"], name=op.f("fk_collection_versions_slug")),
        sa.PrimaryKeyConstraint("slug", "number", name=op.f("pk_collection_versions")),
    )


def downgrade() -> None:
    op.drop_table("collection_versions")
    op.drop_table("collections")
