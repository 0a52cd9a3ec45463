"""Tables of the problems, and what keeps an address back."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_seventh_problems"
down_revision = "2026_11_22_sixth_collections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("directory_location", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confidential", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("directory_schedule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("term_time", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "directory_confidential",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("location_id", sa.String(length=200), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "location_id", name=op.f("pk_directory_confidential")),
    )
    op.create_table(
        "problem",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("wants_answer", sa.Boolean(), nullable=False),
        sa.Column("owner_told", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    with op.batch_alter_table("problem", schema=None) as batch_op:
        batch_op.create_index("ix_problem_list", ["done_at", "made_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("problem", schema=None) as batch_op:
        batch_op.drop_index("ix_problem_list")
    op.drop_table("problem")
    op.drop_table("directory_confidential")
    with op.batch_alter_table("directory_schedule", schema=None) as batch_op:
        batch_op.drop_column("term_time")
    with op.batch_alter_table("directory_location", schema=None) as batch_op:
        batch_op.drop_column("confidential")
