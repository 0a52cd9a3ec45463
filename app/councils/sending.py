"""Reads what a council's file says about how much may be sent in a day."""

from dataclasses import fields

from app.councils.domain import Sending
from app.kernel.toml_lines import TomlFile

_LIMITS = tuple(entry.name for entry in fields(Sending))


def sending_of(file: TomlFile) -> Sending:
    """The council's limits, or ours when it sets none. Raises WrongContent."""
    table = file.content.get("sending")
    if table is None:
        return Sending()
    if not isinstance(table, dict) or table.keys() != set(_LIMITS):
        raise file.refuse(f"needs exactly {', '.join(_LIMITS)}", "sending")
    for name in _LIMITS:
        if type(table[name]) is not int or table[name] < 1:
            raise file.refuse("must be a number of messages, at least 1", "sending", name)
    return Sending(**table)
