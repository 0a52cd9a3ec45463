"""Tables of what keeps a listing true: words about it, askings, calls, counts of openings, letters."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_21st_keeping_true"
down_revision = "2026_11_22_20th_listings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directory_service", sa.Column("closed_until", sa.Date(), nullable=True))
    op.create_table(
        "directory_confirmation",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("said", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_council", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "service_id", name=op.f("pk_directory_confirmation")),
    )
    op.create_index(op.f("ix_directory_confirmation_made_at"), "directory_confirmation", ["made_at"])
    op.create_table(
        "listing_askings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("to", sa.LargeBinary(), nullable=False),
        sa.Column("to_hash", sa.String(length=64), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_askings")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_listing_askings_token_hash")),
    )
    op.create_index(op.f("ix_listing_askings_to_hash"), "listing_askings", ["to_hash"])
    op.create_index(op.f("ix_listing_askings_began_at"), "listing_askings", ["began_at"])
    op.create_index(op.f("ix_listing_askings_next_at"), "listing_askings", ["next_at"])
    op.create_table(
        "listing_asked",
        sa.Column("asking_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["asking_id"], ["listing_askings.id"], name=op.f("fk_listing_asked_asking_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asking_id", "source", "service_id", name=op.f("pk_listing_asked")),
    )
    op.create_table(
        "listing_unwanted_letters",
        sa.Column("to_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("to_hash", name=op.f("pk_listing_unwanted_letters")),
    )
    op.create_table(
        "listing_ringing",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("heard", sa.String(length=10), nullable=False),
        sa.Column("rang_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "service_id", name=op.f("pk_listing_ringing")),
    )
    op.create_table(
        "listing_use",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.Column("did_not_help", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "service_id", "month", name=op.f("pk_listing_use")),
    )
    op.create_index(op.f("ix_listing_use_month"), "listing_use", ["month"])
    op.create_table(
        "listing_use_taken",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_listing_use_taken")),
    )
    op.create_table(
        "listing_letters",
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("page_id", "month", name=op.f("pk_listing_letters")),
    )
    op.create_table(
        "listing_told",
        sa.Column("service_id", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "what", "day", name=op.f("pk_listing_told")),
    )


def downgrade() -> None:
    for table in ("listing_told", "listing_letters", "listing_use_taken", "listing_use", "listing_ringing"):
        op.drop_table(table)
    op.drop_table("listing_unwanted_letters")
    op.drop_table("listing_asked")
    op.drop_table("listing_askings")
    op.drop_table("directory_confirmation")
    op.drop_column("directory_service", "closed_until")
