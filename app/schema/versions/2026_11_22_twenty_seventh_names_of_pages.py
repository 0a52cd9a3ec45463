"""A table by which people's own pages are found by their names, and the order in which every page is listed."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_27th_names_of_pages"
down_revision = "2026_11_22_24th_pa_talking"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_page_words",
        sa.Column("hash", sa.String(length=32), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["own_pages.id"], name=op.f("fk_own_page_words_page_id")),
        sa.PrimaryKeyConstraint("hash", "page_id", name=op.f("pk_own_page_words")),
    )
    op.create_index(op.f("ix_own_page_words_page_id"), "own_page_words", ["page_id"])
    op.create_index("ix_own_pages_touched", "own_pages", ["touched"])


def downgrade() -> None:
    op.drop_index("ix_own_pages_touched", table_name="own_pages")
    op.drop_table("own_page_words")
