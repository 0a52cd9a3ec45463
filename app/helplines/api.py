"""What other rooms may ask about helplines."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.helplines.domain import THEMES, Helpline, load_helplines

FILE = Path(__file__).resolve().parents[2] / "directory_data" / "helplines.toml"


@cache
def everyone() -> tuple[Helpline, ...]:
    """Every helpline, in the order of the file."""
    return load_helplines(FILE)


def helplines_for(themes: Iterable[str]) -> tuple[Helpline, ...]:
    """Helplines of these themes: theme by theme as asked, each line once. Raises LookupError for an unknown theme."""
    wanted = tuple(themes)
    if unknown := [theme for theme in wanted if theme not in THEMES]:
        raise LookupError(f"no helpline has the theme {unknown[0]!r}")
    return tuple(dict.fromkeys(line for theme in wanted for line in everyone() if theme in line.themes))


def helpline(id: str) -> Helpline:
    """The helpline with this id. Raises LookupError."""
    for line in everyone():
        if line.id == id:
            return line
    raise LookupError(f"no helpline has the id {id!r}")
