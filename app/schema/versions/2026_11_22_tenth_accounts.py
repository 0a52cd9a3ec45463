"""Tables of accounts."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_tenth_accounts"
down_revision = "2026_11_22_ninth_gaps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("staff_accounts") as accounts:
        accounts.alter_column(
            "role", new_column_name="roles", type_=sa.String(length=200), existing_type=sa.String(length=30)
        )


def downgrade() -> None:
    with op.batch_alter_table("staff_accounts") as accounts:
        accounts.alter_column(
            "roles", new_column_name="role", type_=sa.String(length=30), existing_type=sa.String(length=200)
        )
