"""The vocabulary of this service, read once and checked."""

from functools import cache
from pathlib import Path

from app.needs.domain import Vocabulary
from app.needs.loader import load_vocabulary

FOLDER = Path(__file__).parents[2] / "directory_data"


@cache
def vocabulary() -> Vocabulary:
    """Every need and saying; a file that is wrong stops the start with a `WrongContent`."""
    return load_vocabulary(FOLDER)
