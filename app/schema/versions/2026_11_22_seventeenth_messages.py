"""Tables of messages: whom nothing is sent any more, and whom each message is about."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_seventeenth_messages"
down_revision = "2026_11_22_sixteenth_contact_centre"
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


def downgrade() -> None:
    op.drop_table("message_people")
    op.drop_table("silenced_people")
