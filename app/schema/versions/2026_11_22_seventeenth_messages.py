"""Tables of messages: whom nothing is sent any more, whom each message is about, its kind and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_seventeenth_messages"
down_revision = "2026_11_22_16th_contact_centre"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "silenced_people",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_silenced_people")),
    )
    op.create_table(
        "message_people",
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["outbox_messages.id"],
            name=op.f("fk_message_people_message_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", "hash", name=op.f("pk_message_people")),
    )

    with op.batch_alter_table("outbox_messages") as outbox:
        outbox.add_column(sa.Column("kind", sa.String(length=30), server_default="", nullable=False))
        outbox.add_column(sa.Column("language", sa.String(length=10), server_default="en", nullable=False))
        outbox.add_column(sa.Column("at_once", sa.Boolean(), server_default=sa.false(), nullable=False))
        outbox.add_column(sa.Column("handed_as", sa.String(length=64), nullable=True))
        outbox.add_column(sa.Column("delivery", sa.String(length=30), server_default="", nullable=False))
        outbox.add_column(sa.Column("asks", sa.Integer(), server_default="0", nullable=False))
        outbox.add_column(sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True))
        outbox.create_index(op.f("ix_outbox_messages_ask_at"), ["ask_at"])


def downgrade() -> None:
    with op.batch_alter_table("outbox_messages") as outbox:
        outbox.drop_index(op.f("ix_outbox_messages_ask_at"))
        for column in ("ask_at", "asks", "delivery", "handed_as", "at_once", "language", "kind"):
            outbox.drop_column(column)
    op.drop_table("message_people")
    op.drop_table("silenced_people")
