"""Tables of signing in by an e-mailed link, and of proving that a listing is one's own."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_19th_signing_in"
down_revision = "2026_11_22_18th_publishing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailed_sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("goal", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=True),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mailed_sign_ins_token_hash")),
        sa.Index(op.f("ix_mailed_sign_ins_asked"), "asked"),
    )
    with op.batch_alter_table("staff_sessions") as sessions:
        sessions.add_column(sa.Column("lasting", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM staff_sessions WHERE lasting")  # no rule of before would end them in time
    with op.batch_alter_table("staff_sessions") as sessions:
        sessions.drop_column("lasting")
    op.drop_table("mailed_sign_ins")
