"""Tables of adverts and of conversations with personal assistants."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_24th_pa_talking"
down_revision = "2026_11_22_23rd_pa_finder"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pa_adverts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["staff_accounts.id"], name=op.f("fk_pa_adverts_account")),
        sa.ForeignKeyConstraint(["by"], ["staff_accounts.id"], name=op.f("fk_pa_adverts_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pa_adverts")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pa_adverts_token_hash")),
    )
    op.create_index(op.f("ix_pa_adverts_account"), "pa_adverts", ["account"])
    op.create_index(op.f("ix_pa_adverts_stage"), "pa_adverts", ["stage"])
    op.create_index(op.f("ix_pa_adverts_changed_at"), "pa_adverts", ["changed_at"])
    op.create_table(
        "pa_conversations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("advert_id", sa.Uuid(), nullable=False),
        sa.Column("seeker", sa.Integer(), nullable=False),
        sa.Column("pa", sa.Integer(), nullable=False),
        sa.Column("page", sa.Uuid(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.Column("advert", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("seeker_read", sa.Integer(), nullable=False),
        sa.Column("pa_read", sa.Integer(), nullable=False),
        sa.Column("seeker_shares", sa.LargeBinary(), nullable=True),
        sa.Column("pa_shares", sa.LargeBinary(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pa"], ["staff_accounts.id"], name=op.f("fk_pa_conversations_pa")),
        sa.ForeignKeyConstraint(["seeker"], ["staff_accounts.id"], name=op.f("fk_pa_conversations_seeker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pa_conversations")),
        sa.UniqueConstraint("advert_id", "page", name=op.f("uq_pa_conversations_advert_id")),
    )
    op.create_index("ix_pa_conversations_seeker", "pa_conversations", ["seeker", "used_at"])
    op.create_index("ix_pa_conversations_pa", "pa_conversations", ["pa", "used_at"])
    op.create_index(op.f("ix_pa_conversations_page"), "pa_conversations", ["page"])
    op.create_index(op.f("ix_pa_conversations_used_at"), "pa_conversations", ["used_at"])
    op.create_table(
        "pa_messages",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("once", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["pa_conversations.id"],
            name=op.f("fk_pa_messages_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_pa_messages")),
        sa.UniqueConstraint("once", name=op.f("uq_pa_messages_once")),
    )
    op.create_table(
        "pa_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["pa_conversations.id"],
            name=op.f("fk_pa_reports_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pa_reports")),
    )
    op.create_index(op.f("ix_pa_reports_conversation_id"), "pa_reports", ["conversation_id"])
    op.create_index(op.f("ix_pa_reports_done_at"), "pa_reports", ["done_at"])
    op.create_table(
        "pa_blocks",
        sa.Column("seeker", sa.Integer(), nullable=False),
        sa.Column("pa", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pa"], ["staff_accounts.id"], name=op.f("fk_pa_blocks_pa")),
        sa.ForeignKeyConstraint(["seeker"], ["staff_accounts.id"], name=op.f("fk_pa_blocks_seeker")),
        sa.PrimaryKeyConstraint("seeker", "pa", name=op.f("pk_pa_blocks")),
    )


def downgrade() -> None:
    for table in ("pa_blocks", "pa_reports", "pa_messages", "pa_conversations", "pa_adverts"):
        op.drop_table(table)
