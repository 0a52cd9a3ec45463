"""A period beside the one before it, which most figures are set against."""

from dataclasses import dataclass

from app.insights.api import Figures
from app.insights.domain import Release
from app.insights.families import Family
from app.insights.sections import Cell, told


@dataclass(frozen=True)
class Compared:
    """A period and the one before it, with the names that both have on the page."""

    now: Figures
    before: Figures

    @property
    def names(self) -> tuple[str, str]:
        return str(self.now.period), str(self.before.period)

    @property
    def compares(self) -> bool:
        """Whether the period before was counted from its beginning; half a quarter is no comparison."""
        return self.before.is_whole

    def of(self, family: Family) -> tuple[Release, Release]:
        return self.now.of(family), self.before.of(family)

    def than_before(self, now: float | None, before: float | None) -> str:
        """A sentence that sets a share beside that of the period before; nothing when there is none."""
        if before is None or not self.compares:
            return ""
        return f" In {self.names[1]} it was {told(before)}."


def earlier_head(figures: Compared) -> tuple[str, ...]:
    """The head of the column of the period before, where there is one."""
    return () if not figures.compares else (figures.names[1],)


def earlier_of(figures: Compared, count: Cell) -> tuple[Cell, ...]:
    """The cell of the period before, where there is one to compare with."""
    return () if not figures.compares else (count,)
