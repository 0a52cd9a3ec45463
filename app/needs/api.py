"""The vocabulary of this service, read once and checked."""

from functools import cache
from pathlib import Path

from app.needs.domain import Vocabulary
from app.needs.loader import load_whole

ROOT = Path(__file__).parents[2]
FOLDER, TRANSLATIONS = ROOT / "directory_data", ROOT / "translations"


@cache
def vocabulary() -> Vocabulary:
    """Every need and saying that ships; a file that is wrong stops the start with a `WrongContent`."""
    return load_whole(FOLDER, TRANSLATIONS)
