"""The grounds on which somebody may be referred, as the law gives them: read from directory_data/sharing.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.kernel.toml_lines import TomlFile, read_toml
from app.professionals.domain import Agreement

FILE = Path(__file__).resolve().parents[2] / "directory_data" / "sharing.toml"
_KEYS = {"law", "source", "sure", "check_by"}


@dataclass(frozen=True)
class Ground:
    """What the law says of a ground, where that stands, whether somebody has read it there, and when to look again."""

    agreement: Agreement
    law: str
    source: str
    sure: str
    check_by: date


def load_grounds(path: Path) -> Mapping[Agreement, Ground]:
    """One for each ground that allows a referral, and no other. Raises WrongContent."""
    file = read_toml(path)
    tables = file.content.get("grounds", {})
    wanted = {agreement.value for agreement in Agreement if agreement.allows}
    if not isinstance(tables, dict) or tables.keys() != wanted:
        raise file.refuse(f"needs exactly {', '.join(sorted(wanted))}", "grounds")
    return {Agreement(id): _ground(file, id) for id in tables}


def _ground(file: TomlFile, id: str) -> Ground:
    table = file.content["grounds"][id]
    if table.keys() != _KEYS or table["sure"] not in ("seen", "memory") or not isinstance(table["check_by"], date):
        raise file.refuse(f"needs exactly {', '.join(sorted(_KEYS))}", "grounds", id)
    return Ground(Agreement(id), table["law"], table["source"], table["sure"], table["check_by"])


GROUNDS = load_grounds(FILE)
