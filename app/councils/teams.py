"""Reads from a council's file what its teams are called, by the queue of cases that each works on."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.toml_lines import TomlFile

OURS: Mapping[str, str] = MappingProxyType(
    {
        "safeguarding": "Safeguarding team",
        "urgent": "Duty team",
        "formal": "Assessment team",
        "carers": "Carers' team",
        "short_term": "Short-term help team",
        "community": "Front door team",
    }
)


def teams_of(file: TomlFile) -> Mapping[str, str]:
    """The council's names of its teams, and ours for those that it leaves out. Raises WrongContent."""
    table = file.content.get("teams", {})
    if not isinstance(table, dict):
        raise file.refuse("must be a table", "teams")
    for queue, name in table.items():
        if queue not in OURS:
            raise file.refuse(f"is not a queue; these are: {', '.join(OURS)}", "teams", queue)
        if not isinstance(name, str) or not name.strip():
            raise file.refuse("must be the name of a team", "teams", queue)
    return {**OURS, **table}
