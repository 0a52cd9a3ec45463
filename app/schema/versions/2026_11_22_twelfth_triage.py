"""What the council does with cases: who has them, how they ended, what was asked back, what belongs together."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_twelfth_triage"
down_revision = "2026_11_22_eleventh_events"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_referral_in_turn": ["status", "turn", "contact_by", "id"],
    "ix_referral_queue": ["status", "queue", "turn", "contact_by", "id"],
    "ix_referral_contact_id": ["contact_id"],
    "ix_referral_changed_at": ["changed_at"],
    "ix_referral_assigned_to": ["assigned_to"],
}


def upgrade() -> None:
    for column in _columns():
        op.add_column("referral", column)
    _fill_in()
    op.drop_index("ix_referral_list", table_name="referral")
    for name, columns in INDEXES.items():
        op.create_index(name, "referral", columns)
    _make_tables()


def downgrade() -> None:
    for table in ("case_link", "referral_fingerprint", "referral_record", "referral_gap"):
        op.drop_table(table)
    for name in INDEXES:
        op.drop_index(name, table_name="referral")
    op.create_index("ix_referral_list", "referral", ["status", "contact_by"])
    for column in _columns():
        op.drop_column("referral", column.name)


def _columns() -> tuple[sa.Column[object], ...]:
    """Added one by one: making the table anew would drop it on SQLite, and with it what hangs on it."""
    return (
        sa.Column("source", sa.String(), nullable=False, server_default="person"),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default="2026-11-22 00:00:00"),
        sa.Column("queue", sa.String(), nullable=False, server_default="formal"),
        sa.Column("turn", sa.Integer(), nullable=False, server_default="6"),
        sa.Column("safeguarding", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.Column("chase_on", sa.Date(), nullable=True),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
    )


def _fill_in() -> None:
    """What the rows that are there say already. Safeguarding is known where the route says it."""
    op.execute("UPDATE referral SET changed_at = COALESCE(closed_at, received_at)")
    op.execute(
        "UPDATE referral SET turn = CASE route WHEN 'emergency' THEN 0 WHEN 'safeguarding' THEN 1 "
        "WHEN 'urgent_council' THEN 2 ELSE 6 END"
    )
    op.execute(
        "UPDATE referral SET queue = CASE WHEN route = 'safeguarding' THEN 'safeguarding' "
        "WHEN route IN ('emergency', 'urgent_council') THEN 'urgent' WHEN subject = 'carer' THEN 'carers' "
        "WHEN route = 'short_term_help' THEN 'short_term' WHEN route = 'community' THEN 'community' ELSE 'formal' END"
    )
    raised = sa.table("referral", *(sa.column(name) for name in ("route", "recommended")), sa.column("safeguarding"))
    either = (raised.c.route == "safeguarding") | (raised.c.recommended == "safeguarding")
    op.execute(raised.update().where(either).values(safeguarding=sa.true()))


def _make_tables() -> None:
    op.create_table(
        "referral_gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        *_of_a_referral("referral_gap"),
    )
    op.create_table(
        "referral_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        *_of_a_referral("referral_record"),
    )
    op.create_table(
        "referral_fingerprint",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], op.f("fk_referral_fingerprint_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("referral_id", "hash", name=op.f("pk_referral_fingerprint")),
    )
    op.create_table(
        "case_link",
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("same_person", sa.Boolean(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["referral.id"], op.f("fk_case_link_one_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["referral.id"], op.f("fk_case_link_other_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_case_link")),
    )
    op.create_index(op.f("ix_referral_gap_referral_id"), "referral_gap", ["referral_id"])
    op.create_index(op.f("ix_referral_record_referral_id"), "referral_record", ["referral_id"])
    op.create_index(op.f("ix_referral_fingerprint_hash"), "referral_fingerprint", ["hash"])
    op.create_index(op.f("ix_case_link_other_id"), "case_link", ["other_id"])


def _of_a_referral(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], op.f(f"fk_{table}_referral_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
