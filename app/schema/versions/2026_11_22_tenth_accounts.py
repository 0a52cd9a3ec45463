"""Roles in place of one role; the second step of signing in; passkeys; links that let somebody in; single sign-on."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_tenth_accounts"
down_revision = "2026_11_22_ninth_gaps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM staff_sessions")  # whoever is signed in has not done the second step
    with op.batch_alter_table("staff_accounts") as accounts:
        accounts.alter_column(
            "role", new_column_name="roles", type_=sa.String(length=200), existing_type=sa.String(length=30)
        )
        accounts.add_column(sa.Column("second_secret", sa.LargeBinary(), nullable=True))
        accounts.add_column(sa.Column("second_step", sa.BigInteger(), nullable=False, server_default="0"))
        accounts.add_column(sa.Column("issuer", sa.String(length=300), nullable=True))
        accounts.add_column(sa.Column("subject", sa.String(length=255), nullable=True))
        accounts.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        accounts.create_unique_constraint(op.f("uq_staff_accounts_issuer"), ["issuer", "subject"])
    with op.batch_alter_table("staff_accounts") as accounts:
        accounts.alter_column("second_step", server_default=None)
        accounts.alter_column("version", server_default=None)
    with op.batch_alter_table("staff_sessions") as sessions:
        sessions.add_column(sa.Column("whole", sa.Boolean(), nullable=False))
        sessions.add_column(sa.Column("browser", sa.String(length=60), nullable=False))
    _make_tables()


def _make_tables() -> None:
    op.create_table(
        "staff_recovery_codes",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_accounts.id"], name=op.f("fk_staff_recovery_codes_staff_id_staff_accounts")
        ),
        sa.PrimaryKeyConstraint("staff_id", "code_hash", name=op.f("pk_staff_recovery_codes")),
    )
    op.create_table(
        "staff_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_accounts.id"], name=op.f("fk_staff_links_staff_id_staff_accounts")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_links")),
    )
    op.create_index(op.f("ix_staff_links_staff_id"), "staff_links", ["staff_id"])
    op.create_table(
        "staff_lost_passwords",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_accounts.id"], name=op.f("fk_staff_lost_passwords_staff_id_staff_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_lost_passwords")),
    )
    op.create_table(
        "staff_passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_accounts.id"], name=op.f("fk_staff_passkeys_staff_id_staff_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_staff_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_staff_passkeys_staff_id"), "staff_passkeys", ["staff_id"])
    op.create_table(
        "staff_passkey_challenges",
        sa.Column("challenge_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_accounts.id"], name=op.f("fk_staff_passkey_challenges_staff_id_staff_accounts")
        ),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_staff_passkey_challenges")),
    )
    op.create_index(op.f("ix_staff_passkey_challenges_until"), "staff_passkey_challenges", ["until"])


def downgrade() -> None:
    for table in (
        "staff_passkey_challenges",
        "staff_passkeys",
        "staff_lost_passwords",
        "staff_links",
        "staff_recovery_codes",
    ):
        op.drop_table(table)
    op.execute("DELETE FROM staff_sessions")
    with op.batch_alter_table("staff_sessions") as sessions:
        sessions.drop_column("browser")
        sessions.drop_column("whole")
    with op.batch_alter_table("staff_accounts") as accounts:
        accounts.drop_constraint(op.f("uq_staff_accounts_issuer"), type_="unique")
        for column in ("version", "subject", "issuer", "second_step", "second_secret"):
            accounts.drop_column(column)
        accounts.alter_column(
            "roles", new_column_name="role", type_=sa.String(length=30), existing_type=sa.String(length=200)
        )
