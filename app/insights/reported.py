"""What other councils reported of their front doors, with source and date, or what we were told of it; no targets."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "directory_data" / "reported.toml"


@dataclass(frozen=True)
class Reported:
    """One sentence of another council about its own figure."""

    figure: str
    council: str
    says: str
    source: str
    sure: str
    as_of: date

    def __str__(self) -> str:
        if self.sure == "seen":
            told = f"What others reported: {self.council}: {self.says}. {self.source} ({self.as_of:%d %B %Y})."
        else:
            told = (
                f"We were told this about {self.council}, and have seen no publication of it: {self.says}."
                f" {self.source}. Do not quote it before you have looked it up."
            )
        return f"{told} Councils count differently, so this is not a target."


@cache
def reported() -> Mapping[str, Reported]:
    """What was reported, by figure."""
    told = tomllib.loads(FILE.read_text())
    return {
        one["figure"]: Reported(
            one["figure"], one["council"], one["says"], one["source"], one["sure"], as_of=told["as_of"]
        )
        for one in told["reported"]
    }
