"""Tables of pages that people keep themselves: owners, versions, drafts and what moderators decided."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_18th_publishing"
down_revision = "2026_11_22_seventeenth_messages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_pages")),
        sa.Index("ix_own_pages_standing_since", "standing", "since"),
    )
    op.create_table(
        "own_page_versions",
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["own_pages.id"], name=op.f("fk_own_page_versions_page_id")),
        sa.PrimaryKeyConstraint("page_id", "number", name=op.f("pk_own_page_versions")),
    )
    op.create_table(
        "own_page_owners",
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["own_pages.id"], name=op.f("fk_own_page_owners_page_id")),
        sa.ForeignKeyConstraint(["account_id"], ["staff_accounts.id"], name=op.f("fk_own_page_owners_account_id")),
        sa.PrimaryKeyConstraint("page_id", "account_id", name=op.f("pk_own_page_owners")),
        sa.Index("ix_own_page_owners_account_id", "account_id"),
    )
    op.create_table(
        "own_page_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["own_pages.id"], name=op.f("fk_own_page_history_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_page_history")),
        sa.Index("ix_own_page_history_page_id", "page_id"),
    )
    op.create_table(
        "own_page_looks",
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["own_pages.id"], name=op.f("fk_own_page_looks_page_id")),
        sa.PrimaryKeyConstraint("page_id", "number", name=op.f("pk_own_page_looks")),
    )
    op.create_table(
        "own_page_trusted",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["staff_accounts.id"], name=op.f("fk_own_page_trusted_account_id")),
        sa.PrimaryKeyConstraint("account_id", "kind", name=op.f("pk_own_page_trusted")),
    )


def downgrade() -> None:
    for table in ("trusted", "looks", "history", "owners", "versions"):
        op.drop_table(f"own_page_{table}")
    op.drop_table("own_pages")
