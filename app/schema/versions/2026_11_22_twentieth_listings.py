"""Tables of the listings that groups keep."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_20th_listings"
down_revision = "2026_11_22_19th_signing_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing_shown",
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turns", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_listing_shown")),
    )
    op.create_table(
        "listing_service",
        sa.Column("service_id", sa.String(length=40), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("hidden_source", sa.String(length=60), nullable=False),
        sa.Column("hidden_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["listing_shown.page_id"], name=op.f("fk_listing_service_page_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_listing_service")),
    )
    op.create_index(op.f("ix_listing_service_page_id"), "listing_service", ["page_id"])
    op.create_table(
        "listing_picture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_picture")),
    )
    op.create_index(op.f("ix_listing_picture_page_id"), "listing_picture", ["page_id"])


def downgrade() -> None:
    for table in ("listing_picture", "listing_service", "listing_shown"):
        op.drop_table(table)
