"""Reads what a council's file says of the pages that people keep themselves."""

from app.kernel.toml_lines import TomlFile
from app.publishing.domain import LOOKED_AT_ONE_IN

TABLE, KEY = "own_pages", "looked_at_one_in"


def looked_at_one_in(file: TomlFile) -> int:
    """Of how many pages that trusted editors publish staff look at one. Raises WrongContent."""
    table = file.content.get(TABLE)
    if table is None:
        return LOOKED_AT_ONE_IN
    if not isinstance(table, dict) or table.keys() != {KEY}:
        raise file.refuse(f"needs exactly {KEY}", TABLE)
    if type(table[KEY]) is not int or not 1 <= table[KEY] <= 1000:
        raise file.refuse("must be a whole number from 1 to 1000; with 1 staff look at every page", TABLE, KEY)
    return int(table[KEY])
