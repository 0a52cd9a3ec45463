"""Tables of the lists, and the way that a message goes."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_fifth_lists"
down_revision = "2026_11_22_fourth_thesaurus"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("things", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_lists_token_hash")),
    )
    op.create_index(op.f("ix_lists_expires_at"), "lists", ["expires_at"])
    op.create_table(
        "list_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("list_id", sa.Uuid(), nullable=True),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("things", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["lists.id"], name=op.f("fk_list_links_list_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_list_links_token_hash")),
    )
    op.create_index(op.f("ix_list_links_expires_at"), "list_links", ["expires_at"])
    op.create_index(op.f("ix_list_links_list_id"), "list_links", ["list_id"])
    op.add_column("outbox_messages", sa.Column("channel", sa.String(length=10), server_default="email", nullable=False))


def downgrade() -> None:
    op.drop_column("outbox_messages", "channel")
    op.drop_table("list_links")
    op.drop_table("lists")
