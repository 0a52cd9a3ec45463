"""Reads a feed in Open Referral UK 3 or 1, from a file or from its base address, as records still unjudged."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from app.directory.importing.fetching import Fetch, NotFetched
from app.directory.importing.ledger import CannotImport

MOST_BYTES_OF_A_FILE = 200_000_000
MOST_PAGES = 10_000
LONGEST_SLUG = 60
FETCHED_AT_ONCE = 4
LISTS = ("contents", "content")
TOTALS = ("total_items", "totalElements")
PAGES = ("total_pages", "totalPages")
# What only the whole record of a service has; rows of a list lack it.
DETAILS = {"contacts", "schedules", "service_at_locations", "attributes", "regular_schedules", "service_taxonomys"}


@dataclass(frozen=True)
class Feed:
    """The records of a source. `whole` says that there are no others: only then may a missing one be withdrawn.

    `unread` holds the ids of records that are there but whose details could not be had.
    """

    records: tuple[Any, ...]
    whole: bool
    unread: frozenset[str] = frozenset()


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


def from_address(address: str, fetch: Fetch, tell: Callable[[int], None]) -> Feed:
    """The records behind a base address, page by page, each with its details; tells how many there are as each is had.

    Raises CannotImport when a page cannot be had: what we have of the source already is better than half of it.
    """
    services = address.rstrip("/")
    services = services if services.endswith("/services") else f"{services}/services"
    rows = _all_pages(services, fetch)
    with ThreadPoolExecutor(FETCHED_AT_ONCE) as pool:
        whole = []
        for record in pool.map(lambda row: _hydrated(services, row, fetch), rows):
            whole.append(record)
            tell(len(rows))
    pairs = list(zip(rows, whole, strict=True))
    unread = frozenset(str(row["id"]) for row, record in pairs if record is None)
    return Feed(tuple(record for record in whole if record is not None), True, unread)


def _no_number(text: str) -> float:
    """NaN and Infinity are no JSON, though Python would take them."""
    raise ValueError(text)


def _all_pages(services: str, fetch: Fetch) -> list[Any]:
    rows: list[Any] = []
    for number in range(1, MOST_PAGES + 1):
        where = f"{services}?{urlencode({'page': number})}"
        page = _fetched(where, fetch)
        rows += _list_of(page, where)
        if number >= _count(page, PAGES, 1):
            break
    total = _count(page, TOTALS, len(rows))
    if len(rows) < total:
        raise CannotImport(f"{services}, total_items: says {total} services, but its pages hold {len(rows)}")
    return rows


def _hydrated(services: str, row: Any, fetch: Fetch) -> Any:
    """The whole record of a row; the row itself when it is whole; None when the details cannot be had."""
    if not isinstance(row, Mapping) or "id" not in row or DETAILS & row.keys():
        return row
    try:
        detail = fetch(f"{services}/{quote(str(row['id']), safe='')}")
    except NotFetched:
        return None
    return {**row, **detail} if isinstance(detail, Mapping) and str(detail.get("id")) == str(row["id"]) else None


def _fetched(where: str, fetch: Fetch) -> Mapping[str, Any]:
    try:
        page = fetch(where)
    except NotFetched as error:
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
    return value if isinstance(value, int) and value >= 0 else otherwise
