"""Tables of the sources."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_third_sources"
down_revision = "2026_11_22_second_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directory_edit",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("offered", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "service_id", "field", name=op.f("pk_directory_edit")),
    )
    op.create_table(
        "directory_merged",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("into_source", sa.String(length=60), nullable=False),
        sa.Column("into_id", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_directory_merged")),
    )
    op.create_index(op.f("ix_directory_merged_into_source"), "directory_merged", ["into_source"])
    op.create_table(
        "sources_feed",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("allow_private", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("good_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("held_by", sa.String(length=64), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_sources_feed")),
    )
    op.create_table(
        "sources_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("all", sa.Integer(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("clashes", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources_run")),
    )
    op.create_index(op.f("ix_sources_run_source"), "sources_run", ["source"])
    op.create_table(
        "sources_change",
        sa.Column("run_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("happened", sa.String(length=12), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "place", name=op.f("pk_sources_change")),
    )
    op.create_table(
        "sources_answer",
        sa.Column("run_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "address", name=op.f("pk_sources_answer")),
    )
    op.create_table(
        "sources_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("left_source", sa.String(length=60), nullable=False),
        sa.Column("left_id", sa.String(length=200), nullable=False),
        sa.Column("right_source", sa.String(length=60), nullable=False),
        sa.Column("right_id", sa.String(length=200), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources_pair")),
        sa.UniqueConstraint(
            "left_source", "left_id", "right_source", "right_id", name=op.f("uq_sources_pair_left_source")
        ),
    )
    op.create_index(op.f("ix_sources_pair_state"), "sources_pair", ["state"])


def downgrade() -> None:
    for table in (
        "sources_pair",
        "sources_answer",
        "sources_change",
        "sources_run",
        "sources_feed",
        "directory_merged",
        "directory_edit",
    ):
        op.drop_table(table)
