"""What an import has to say: which records it could not take, and which values it left out or mended."""

from collections.abc import Callable
from dataclasses import dataclass, field


class CannotImport(Exception):
    """A source that cannot be used, or an import that would go too far. Nothing was changed."""


class NotNow(CannotImport):
    """A source that cannot be read at the moment; `wait` is how many seconds it asked for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class TooManyGone(CannotImport):
    """An import after which more than a tenth of the source's services would be gone: a person has to allow it."""

    def __init__(self, reason: str, gone: int, live: int) -> None:
        super().__init__(reason)
        self.gone = gone
        self.live = live


@dataclass(frozen=True)
class Remark:
    """Something said of one field of one record."""

    id: str
    field: str
    reason: str


@dataclass
class Ledger:
    """The remarks of one import, in the order of the feed."""

    rejected: list[Remark] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)

    def repairs_of(self, id: str) -> Callable[[str, str], None]:
        """A pen for the repairs of one record: `note(field, reason)`."""
        return lambda field, reason: self.repaired.append(Remark(id, field, reason))

    def reject(self, id: str, field: str, reason: str) -> None:
        """Writes down that a record could not be taken."""
        self.rejected.append(Remark(id, field, reason))


@dataclass(frozen=True)
class Outcome:
    """What an import did."""

    source: str
    read: int
    created: int
    updated: int
    unchanged: int
    removed: int
    whole: bool
    rejected: tuple[Remark, ...]
    repaired: tuple[Remark, ...]
    cautions: tuple[str, ...] = ()
