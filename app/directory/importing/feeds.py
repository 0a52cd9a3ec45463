"""Reads a feed in Open Referral UK 3 or 1, from a file or from its base address, as records still unjudged."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from app.directory.importing.fetching import Fetch, NotFetched
from app.directory.importing.ledger import CannotImport, NotNow

MOST_BYTES_OF_A_FILE = 200_000_000
MOST_PAGES = 10_000
MOST_ROWS = 200_000
LONGEST_SLUG = 60
LONGEST_COUNT = 10
FETCHED_AT_ONCE = 4
# Of what a feed says it has: a few may go while we read; more than that and its pages are not to be believed.
MOST_MISSING = 0.10
MOST_MISSING_IN_A_ROW = 20
LISTS = ("contents", "content")
TOTALS = ("total_items", "totalElements")
PAGES = ("total_pages", "totalPages")
Tell = Callable[[int, int], None]
# What only the whole record of a service has; rows of a list lack it.
DETAILS = {"contacts", "schedules", "service_at_locations", "attributes", "regular_schedules", "service_taxonomys"}


@dataclass(frozen=True)
class Feed:
    """The records of a source. `whole` says that there are no others: only then may a missing one be withdrawn.

    `unread` holds the ids of records that are there but whose details could not be had; `cautions` say what was odd.
    """

    records: tuple[Any, ...]
    whole: bool
    unread: frozenset[str] = frozenset()
    cautions: tuple[str, ...] = ()


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a file."""
    return urlsplit(source).scheme in {"http", "https"}


def default_slug(source: str) -> str:
    """What a source is called when nobody says: the stem of its file, or its host."""
    return plain_slug(urlsplit(source).hostname or "" if is_address(source) else Path(source).stem)


def plain_slug(name: str) -> str:
    """A name as small letters, digits, dots and dashes: it stands in web addresses."""
    return re.sub(r"[^a-z0-9.-]+", "-", name.lower())[:LONGEST_SLUG].strip("-.")


def from_file(path: Path) -> Feed:
    """The records of a file. Raises CannotImport, naming the file, the line and the field."""
    try:
        if path.stat().st_size > MOST_BYTES_OF_A_FILE:
            raise CannotImport(f"{path}: is larger than {MOST_BYTES_OF_A_FILE:,} bytes")
        document = json.loads(path.read_bytes(), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise CannotImport(f"{path}, line {error.lineno}, column {error.colno}: is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise CannotImport(f"{path}, line 1: is not JSON in UTF-8") from error
    except OSError as error:
        raise CannotImport(f"{path}: {error.strerror}") from error
    return _feed(document, str(path))


def from_address(address: str, fetch: Fetch, tell: Tell) -> Feed:
    """The records behind a base address, page by page, each with its details; tells how many of how many it has.

    Raises CannotImport when a page cannot be had or when the feed contradicts itself: what we have of the source
    already is better than half of it. Raises NotNow when the trouble may pass.
    """
    services = services_address(address)
    rows, cautions = _all_pages(services, fetch, tell)
    pool = ThreadPoolExecutor(FETCHED_AT_ONCE)
    try:
        whole = _each_told(pool.map(lambda row: _hydrated(services, row, fetch), rows), len(rows), tell)
    finally:
        pool.shutdown(cancel_futures=True)
    pairs = list(zip(rows, whole, strict=True))
    unread = frozenset(str(row["id"]) for row, record in pairs if record is None)
    return Feed(tuple(record for record in whole if record is not None), not cautions, unread, cautions)


def services_address(address: str) -> str:
    """Where a source lists its services; what is asked for behind a question mark stays, but for the page."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name not in {"page", "per_page"}]
    path = path if path.endswith("/services") else f"{path}/services"
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(asked), ""))


def _no_number(text: str) -> float:
    """NaN and Infinity are no JSON, though Python would take them."""
    raise ValueError(text)


def _all_pages(services: str, fetch: Fetch, tell: Tell) -> tuple[list[Any], tuple[str, ...]]:
    """Every row once, and what was odd about the pages, in words. Raises CannotImport."""
    rows: dict[str, Any] = {}
    total = pages = 0
    for number in range(1, MOST_PAGES + 1):
        where = _page_address(services, number)
        page = _page(where, fetch, extra=number > max(pages, 1))
        if page is None:
            break
        total, pages = _count(page, TOTALS, 0), _count(page, PAGES, 1)
        found = {_known_by(row, f"{number}.{place}"): row for place, row in enumerate(_list_of(page, where))}
        fresh = found.keys() - rows.keys()
        rows |= {name: row for name, row in found.items() if name in fresh}
        tell(0, max(total, len(rows)))
        all_there = len(rows) >= total > 0
        if not fresh and 1 < number <= pages and not all_there:
            raise CannotImport(f"{where}, contents: holds no service that was not on a page before it")
        if not fresh or (number >= pages and len(rows) >= total):
            break
        if len(rows) > MOST_ROWS:
            raise CannotImport(f"{services}, contents: there are more than {MOST_ROWS:,} services")
    else:
        raise CannotImport(f"{services}, total_pages: there are more than {MOST_PAGES:,} pages")
    return list(rows.values()), _cautions(services, len(rows), total)


def _cautions(services: str, had: int, total: int) -> tuple[str, ...]:
    """What the pages lack of what they promise: a little may be a service that went while we read."""
    if total - had > MOST_MISSING * total:
        raise CannotImport(
            f"{services}, total_items: says {total:,} services, but its pages hold {had:,} different ones"
        )
    if had < total:
        return (f"It says {total:,} services, but its pages hold {had:,}, so that none was withdrawn.",)
    return ()


def _known_by(row: Any, place: str) -> str:
    """What tells a row from the others: its id, or, where it has none, its place."""
    return f"id {row['id']}" if isinstance(row, Mapping) and row.get("id") else place


def _page_address(services: str, number: int) -> str:
    return f"{services}{'&' if urlsplit(services).query else '?'}{urlencode({'page': number})}"


def _detail_address(services: str, id: str) -> str:
    parts = urlsplit(services)
    return urlunsplit(parts._replace(path=f"{parts.path}/{quote(id, safe='')}"))


def _each_told(records: Iterator[Any], all_: int, tell: Tell) -> list[Any]:
    """The records as they come. Raises NotNow when so many in a row cannot be had that the source must be ill."""
    had, missing = [], 0
    for done, record in enumerate(records, 1):
        had.append(record)
        tell(done, all_)
        missing = missing + 1 if record is None else 0
        if missing == MOST_MISSING_IN_A_ROW:
            raise NotNow(f"the details of {missing} services in a row could not be had")
    return had


def _hydrated(services: str, row: Any, fetch: Fetch) -> Any:
    """The whole record of a row; the row itself when it is whole; None when the details cannot be had."""
    if not isinstance(row, Mapping) or not row.get("id") or DETAILS & row.keys():
        return row
    where = _detail_address(services, str(row["id"]))
    try:
        detail = fetch(where)
    except NotFetched as error:
        if error.wait is not None:
            raise NotNow(f"{where}: {error}", error.wait) from error
        return None
    return {**row, **detail} if isinstance(detail, Mapping) and str(detail.get("id")) == str(row["id"]) else None


def _page(where: str, fetch: Fetch, extra: bool) -> Mapping[str, Any] | None:
    """A page; none where the one before it was said to be the last, and there is indeed no other."""
    try:
        page = fetch(where)
    except NotFetched as error:
        if extra and error.wait is None:
            return None
        if error.passing:
            raise NotNow(f"{where}: {error}", error.wait) from error
        raise CannotImport(f"{where}: {error}") from error
    if not isinstance(page, Mapping):
        raise CannotImport(f"{where}, contents: there is no list of services")
    return page


def _feed(document: Any, where: str) -> Feed:
    """The records of one JSON document: a page, a bare list, or one service."""
    if isinstance(document, list):
        return Feed(tuple(document), whole=True)
    if not isinstance(document, Mapping):
        raise CannotImport(f"{where}, line 1, contents: there is no list of services")
    if not any(name in document for name in LISTS) and "id" in document and "name" in document:
        return Feed((document,), whole=False)
    rows = _list_of(document, where)
    if _count(document, PAGES, 1) > 1:
        return Feed(tuple(rows), whole=False)
    total = _count(document, TOTALS, len(rows))
    if len(rows) < total:
        raise CannotImport(f"{where}, line 1, total_items: says {total} services, but the file holds {len(rows)}")
    return Feed(tuple(rows), whole=True)


def _list_of(document: Mapping[str, Any], where: str) -> Sequence[Any]:
    rows = next((document[name] for name in LISTS if name in document), None)
    if not isinstance(rows, list):
        raise CannotImport(f"{where}, line 1, contents: there is no list of services")
    return rows


def _count(document: Mapping[str, Any], names: tuple[str, ...], otherwise: int) -> int:
    value = next((document[name] for name in names if name in document), otherwise)
    if isinstance(value, str) and value.isdecimal() and len(value) < LONGEST_COUNT:
        value = int(value)
    return value if isinstance(value, int) and value >= 0 else otherwise
