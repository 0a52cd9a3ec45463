"""What a row of results says is left unsaid by its listing; sources that tell when they fail, and how often changed."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_ninth_gaps"
down_revision = "2026_11_22_eighth_spreadsheets"
branch_labels = None
depends_on = None

# The rule of app/directory/service/freshness.py as it was on this day, for the listings that are there already.
_THEIRS = "x.source = directory_service.source AND x.service_id = directory_service.id"
_ACCESS = (
    f"EXISTS (SELECT 1 FROM directory_service_at_location x JOIN directory_accessibility a"
    f" ON a.source = x.source AND a.location_id = x.location_id WHERE {_THEIRS})"
)


def _any(table: str, more: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM {table} x WHERE {_THEIRS}{more})"


def _found(kind: str) -> str:
    return _any("directory_finding", f" AND x.kind = '{kind}'")


def _filled(column: str) -> str:
    return f"coalesce({column}, '') <> ''"


_SAID = {
    "what": _filled("description"),
    "who": f"minimum_age IS NOT NULL OR maximum_age IS NOT NULL OR {_filled('eligibility_description')}"
    f" OR {_any('directory_eligibility', ' AND ' + _filled('x.eligibility'))}",
    "when": _any("directory_schedule"),
    "where": f"{_any('directory_service_at_location')} OR {_any('directory_service_area')} OR {_found('way')}",
    "cost": f"{_filled('fees')} OR {_any('directory_cost_option')} OR {_found('cost')}",
    "access": f"{_found('access')} OR {_ACCESS}",
    "contact": f"{_filled('email')} OR {_filled('url')} OR {_any('directory_contact')}",
}


def upgrade() -> None:
    with op.batch_alter_table("directory_service") as table:
        table.add_column(sa.Column("unsaid", sa.Text(), nullable=False, server_default=""))
    unsaid = " || ".join(f"CASE WHEN {said} THEN '' ELSE '{thing} ' END" for thing, said in _SAID.items())
    op.execute(f"UPDATE directory_service SET unsaid = trim({unsaid})")
    with op.batch_alter_table("directory_service") as table:
        table.alter_column("unsaid", server_default=None)
    with op.batch_alter_table("sources_feed") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("failing", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("sources_feed") as table:
        table.alter_column("version", server_default=None)
        table.alter_column("failing", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("sources_feed") as table:
        table.drop_column("failing")
        table.drop_column("version")
    with op.batch_alter_table("directory_service") as table:
        table.drop_column("unsaid")
