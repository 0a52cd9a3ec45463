"""What other rooms may ask for: helplines by theme, or one by its id."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.helplines.domain import Helpline, load_helplines

FILE = Path(__file__).resolve().parents[2] / "directory_data" / "helplines.toml"


@cache
def _all() -> tuple[Helpline, ...]:
    return load_helplines(FILE)


def helpline(id: str) -> Helpline:
    """The helpline of that id. Raises KeyError."""
    return {line.id: line for line in _all()}[id]


def helplines_for(themes: Iterable[str]) -> tuple[Helpline, ...]:
    """The helplines of these themes, theme by theme, each once."""
    found = (line for theme in themes for line in _all() if theme in line.themes)
    return tuple(dict.fromkeys(found))
