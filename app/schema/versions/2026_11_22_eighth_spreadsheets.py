"""Tables of the spreadsheets."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_eighth_spreadsheets"
down_revision = "2026_11_22_seventh_problems"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sources_spreadsheet",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("matching", sa.JSON(), nullable=False),
        sa.Column("remembered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("allow_removals", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("touched", sa.JSON(), nullable=True),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("after", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources_spreadsheet")),
    )
    op.create_index(op.f("ix_sources_spreadsheet_stage"), "sources_spreadsheet", ["stage"])
    op.create_table(
        "sources_matching",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("matching", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_sources_matching")),
    )


def downgrade() -> None:
    op.drop_table("sources_matching")
    op.drop_index(op.f("ix_sources_spreadsheet_stage"), "sources_spreadsheet")
    op.drop_table("sources_spreadsheet")
