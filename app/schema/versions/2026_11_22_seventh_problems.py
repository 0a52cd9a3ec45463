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


def downgrade() -> None:
    op.drop_table("directory_confidential")
    with op.batch_alter_table("directory_schedule", schema=None) as batch_op:
        batch_op.drop_column("term_time")
    with op.batch_alter_table("directory_location", schema=None) as batch_op:
        batch_op.drop_column("confidential")
