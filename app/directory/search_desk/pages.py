"""What the staff's pages about the search are told: the thesaurus, one entry of it, and why results stand so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import format_datetime, gettext

from app import db
from app.directory.domain import Idea
from app.directory.finding.asked import Asked
from app.directory.finding.search import ideas_of
from app.directory.reading import wording
from app.kernel.clock import in_london
from app.needs.api import vocabulary
from app.needs.domain import Entry, words
from app.search import api as search
from app.search.api import ConceptTold, Explanation, ResultTold, State, Version
from app.search.domain import Because, Hit, Query

ROWS = 50
EXPLAINED = 10
MILES = 5.0


@dataclass(frozen=True)
class EntryRow:
    """An entry in the list."""

    key: str
    address: str
    said: str
    means: str
    reason: str
    state: str
    is_retired: bool


@dataclass(frozen=True)
class ThesaurusPage:
    """The entries that have what was looked for, a page at a time."""

    typed: str
    shown: str
    rows: tuple[EntryRow, ...]
    total: int
    number: int
    last: int
    before: str
    after: str

    @classmethod
    def of(cls, typed: str, shown: str, number: int) -> "ThesaurusPage":
        found = [row for row in _rows() if _has(row, typed) and shown in ("", _kind(row))]
        last = max(1, ceil(len(found) / ROWS))
        number = min(max(number, 1), last)
        return cls(
            typed=typed,
            shown=shown,
            rows=tuple(found[(number - 1) * ROWS : number * ROWS]),
            total=len(found),
            number=number,
            last=last,
            before=_address(typed, shown, number - 1) if number > 1 else "",
            after=_address(typed, shown, number + 1) if number < last else "",
        )


@dataclass(frozen=True)
class VersionRow:
    """One version of an entry in its history."""

    number: int
    said: str
    means: str
    state: str
    why: str
    staff: str
    when: str


@dataclass(frozen=True)
class EntryPage:
    """One entry with its history; `number` is its newest version, 0 for one that is as it ships."""

    key: str
    entry: Entry
    state: State
    number: int
    is_shipped: bool
    history: tuple[VersionRow, ...]

    @classmethod
    def of(cls, key: str) -> "EntryPage | None":
        """None when there is no such entry."""
        shipped = shipped_entry(key)
        history = search.versions(db.session(), key)
        if shipped is None and not history:
            return None
        newest = history[0] if history else None
        state = newest.state if newest else State.AS_SHIPPED
        entry = shipped if shipped and state is State.AS_SHIPPED else newest.entry if newest else shipped
        assert entry is not None
        return cls(key, entry, state, newest.number if newest else 0, shipped is not None, tuple(map(_told, history)))

    @property
    def is_retired(self) -> bool:
        return self.state is State.RETIRED


def shipped_entry(key: str) -> Entry | None:
    """The entry as it ships with the service."""
    return next((entry for entry in vocabulary().entries if entry.key == key), None)


def names_of_needs() -> Mapping[str, str]:
    return {need.id: str(gettext(need.name)) for need in vocabulary().needs}


def _rows() -> Iterable[EntryRow]:
    changed = search.newest_versions(db.session())
    names = names_of_needs()
    shipped = vocabulary().entries
    for entry in shipped:
        yield _row(entry.key, entry, changed.get(entry.key), names)
    keys = {entry.key for entry in shipped}
    for key, version in changed.items():
        if key not in keys:
            yield _row(key, version.entry, version, names)


def _row(key: str, entry: Entry, changed: Version | None, names: Mapping[str, str]) -> EntryRow:
    if changed and changed.state is not State.AS_SHIPPED:
        entry = changed.entry
    return EntryRow(
        key=key,
        address=url_for("thesaurus.entry", key=key),
        said=", ".join(phrase.text for phrase in entry.said),
        means=_means(entry, names),
        reason=entry.reason,
        state="" if changed is None else _state(changed.state),
        is_retired=changed is not None and changed.state is State.RETIRED,
    )


def _means(entry: Entry, names: Mapping[str, str]) -> str:
    needs = wording.joined(names[need] for need in entry.needs if need in names)
    return "; ".join(filter(None, (needs, ", ".join(entry.find))))


def _state(state: State) -> str:
    words = {
        State.IN_FORCE: gettext("Changed here"),
        State.RETIRED: gettext("Out of use"),
        State.AS_SHIPPED: gettext("As it came"),
    }
    return str(words[state])


def _kind(row: EntryRow) -> str:
    return "retired" if row.is_retired else "changed" if row.state else "shipped"


def _has(row: EntryRow, typed: str) -> bool:
    text = f"{row.said} {row.means} {row.reason}".lower()
    return all(word in text for word in words(typed))


def _told(version: Version) -> VersionRow:
    return VersionRow(
        version.number,
        ", ".join(phrase.text for phrase in version.entry.said),
        _means(version.entry, names_of_needs()),
        _state(version.state),
        version.why,
        version.staff,
        str(format_datetime(in_london(version.moment), "d MMMM y, HH:mm", rebase=False)),
    )


def _address(typed: str, shown: str, number: int) -> str:
    return url_for("thesaurus.listed", q=typed or None, shown=shown or None, page=number if number > 1 else None)


@dataclass(frozen=True)
class ResultRow:
    """One listing and where its score comes from. `lines` are: what was said, how it answers, from which fields."""

    name: str
    address: str
    place: int
    score: str
    boost: str
    lines: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class RankingPage:
    """Why the results of a search stand in their order."""

    typed: str
    wanted: str
    found: Explanation
    town: str
    concepts: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...]
    rows: tuple[ResultRow, ...]

    @classmethod
    def of(cls, typed: str, wanted: str) -> "RankingPage | None":
        """None when nothing is asked. `wanted` is the address or the key of a service; without one, the first ones."""
        if not typed.strip():
            return None
        asked = Asked.of(typed)
        query = asked.near(Query(count=EXPLAINED), MILES)
        found = search.explain(query, [key] if (key := _key(wanted)) else ())
        if found is None:
            return None
        ideas = ideas_of([Hit(result.id) for result in found.results], None)
        rows = tuple(_result(result, ideas) for result in found.results)
        return cls(typed, wanted, found, asked.town, tuple(map(_concept, found.concepts)), rows)


def _key(wanted: str) -> str:
    """The key of a service from its address on this site, or as it is."""
    path = urlsplit(wanted.strip()).path
    return path.partition("/service/")[2] if "/service/" in path else path.strip("/")


def _concept(told: ConceptTold) -> tuple[str, str, str, tuple[tuple[str, str, str], ...]]:
    ways = tuple((_way(way.because, way.found), f"{way.weight:g}", f"{way.listings:,}") for way in told.ways)
    kind = gettext("A wish: lifts and drops nothing") if told.is_wish else gettext("Asked for")
    return told.said, str(kind), f"{told.worth:.2f}", ways


def _result(told: ResultTold, ideas: Mapping[str, Idea]) -> ResultRow:
    idea = ideas.get(told.id)
    return ResultRow(
        name=idea.name if idea else told.id,
        address=idea.address if idea else "",
        place=told.place,
        score=f"{told.score:.2f}",
        boost=f"{told.name_boost:g}" if told.name_boost > 1 else "",
        lines=tuple(
            (share.said, _way(share.because, share.found), f"{share.score:.2f}", _fields(share.fields))
            for share in told.shares
        ),
    )


def _way(because: Because, found: str) -> str:
    if because is Because.NEED and found in vocabulary():
        return str(gettext("the need “%(need)s”", need=gettext(vocabulary()[found].name)))
    if because is Because.MEANING:
        return str(gettext("“%(words)s”, which means the same", words=found))
    return f"“{found}”"


def _fields(fields: Mapping[str, float]) -> str:
    names = {
        "name": gettext("name"),
        "organisation": gettext("organisation"),
        "needs": gettext("needs and categories"),
        "body": gettext("description and place"),
    }
    return ", ".join(f"{names[field]} {part:.2f}" for field, part in fields.items())
