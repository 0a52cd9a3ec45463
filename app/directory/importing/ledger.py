"""What an import has to say: which records it could not take, and which values it left out or mended."""

from collections.abc import Callable
from dataclasses import dataclass, field


class CannotImport(Exception):
    """A source that cannot be used, or an import that would go too far. Nothing was changed."""


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
