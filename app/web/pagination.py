"""The pages of a list, as the pagination component reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Pager:
    """Where a page stands among the pages of its list. A gap between `numbers` is (None, "")."""

    number: int
    last: int
    before: str
    after: str
    numbers: tuple[tuple[int | None, str], ...]

    @classmethod
    def of(cls, number: int, last: int, address: Callable[[int], str]) -> "Pager":
        """The pager of a page, counted from 1; `address` leads to the page of a number."""
        return cls(
            number=number,
            last=last,
            before=address(number - 1) if number > 1 else "",
            after=address(number + 1) if number < last else "",
            numbers=tuple((page, address(page) if page else "") for page in pages_shown(number, last)),
        )


def last_page(total: int, each: int) -> int:
    """The number of the last page; a list of nothing has one page."""
    return max(1, ceil(total / each))


def pages_shown(number: int, last: int) -> tuple[int | None, ...]:
    """The page numbers to show: the first, the last and those around this one; None where some are left out."""
    wanted = sorted({1, last, *(page for page in (number - 1, number, number + 1) if 1 <= page <= last)})
    shown: list[int | None] = []
    for page in wanted:
        if shown and page - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(page)
    return tuple(shown)
