"""When what people read of a service of a group's page last changed, for its feed."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_28th_changes"
down_revision = "2026_11_22_25th_deaths"
branch_labels = None
depends_on = None

PUT_AT = "(SELECT put_at FROM listing_shown WHERE listing_shown.page_id = listing_service.page_id)"


def upgrade() -> None:
    op.add_column("listing_service", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(f"UPDATE listing_service SET changed_at = {PUT_AT}")
    with op.batch_alter_table("listing_service") as table:
        table.alter_column("changed_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("listing_service") as table:
        table.drop_column("changed_at")
