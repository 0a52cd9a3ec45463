"""Joins the rows of all sheets into records, one for each service, and remembers where everything stood."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.directory.importing.feeds import Feed
from app.directory.importing.ledger import Ledger, Remark
from app.directory.importing.run import Prepared
from app.directory.importing.spreadsheets import parts
from app.directory.importing.spreadsheets.fields import Holds
from app.directory.importing.spreadsheets.matching import Matching, plain
from app.directory.importing.spreadsheets.parts import Entry, Part
from app.directory.importing.spreadsheets.services import Others, service
from app.directory.importing.spreadsheets.sheets import Sheet


@dataclass(frozen=True)
class Joined:
    """The records of a spreadsheet, and for each where its values stand by their paths; "" is its row."""

    records: tuple[dict[str, Any], ...]
    cells: Mapping[str, Mapping[str, str]]
    rejected: tuple[Remark, ...]
    repaired: tuple[Remark, ...]

    @property
    def feed(self) -> Feed:
        """The same as any other source; a spreadsheet is the whole of it."""
        return Feed(self.records, whole=True)

    def named(self, prepared: Prepared) -> Prepared:
        """What was judged of this feed, with sheet, row and column in the place of the record's own fields."""
        rejected = [self._named(remark) for remark in prepared.rejected]
        repaired = [self._named(remark) for remark in prepared.repaired]
        return replace(
            prepared,
            rejected=(*self.rejected, *rejected),
            repaired=tuple(dict.fromkeys((*self.repaired, *_once(repaired)))),
        )

    def _named(self, remark: Remark) -> Remark:
        return replace(remark, field=_place(self.cells.get(remark.id, {}), remark.field))


def joined(sheets: Sequence[Sheet], matching: Matching) -> Joined:
    """The records of these sheets. The matching was checked against them."""
    return _Joining(sheets, matching).join()


def _place(cells: Mapping[str, str], path: str) -> str:
    """Where a value stands: its own cell, or else the nearest that it belongs to, and at last the row."""
    while path and path not in cells:
        path = re.sub(r"(^|\.)[^.\[]+$|\[\d+\]$", "", path)
    return cells.get(path, path)


def _once(remarks: Sequence[Remark]) -> list[Remark]:
    """A cell that several services share is named for the first of them alone."""
    first: dict[tuple[str, str], Remark] = {}
    for remark in remarks:
        first.setdefault((remark.field, remark.reason), remark)
    return list(first.values())


@dataclass
class _Joining:
    """The sheets of one spreadsheet while they are joined."""

    sheets: Sequence[Sheet]
    matching: Matching
    ledger: Ledger = field(default_factory=Ledger)

    def join(self) -> Joined:
        organisations = self._by_id(Holds.ORGANISATIONS, parts.organisation)
        locations = self._by_id(Holds.LOCATIONS, parts.location)
        others = Others(
            organisations=organisations,
            organisations_by_name=_by_name(organisations),
            locations=locations,
            locations_by_name=_by_name(locations),
            places_of=self._places_of(),
            categories_of=self._categories_of(),
        )
        services = self._services(others)
        self._note_unused(organisations, [record.values.get("organization") for record in services.values()])
        at = (at for record in services.values() for at in record.values.get("service_at_locations", ()))
        self._note_unused(locations, [one["location"] for one in at])
        self._note_unknown_services(services)
        return Joined(
            records=tuple(part.values for part in services.values()),
            cells={id: part.cells for id, part in services.items()},
            rejected=tuple(self.ledger.rejected),
            repaired=tuple(self.ledger.repaired),
        )

    def _entries(self, holds: Holds) -> list[Entry]:
        return [
            entry
            for sheet in self.sheets
            if (matched := self.matching.get(sheet.name)) and matched.holds is holds
            for entry in parts.entries(sheet, matched, self.ledger.repairs_of(""))
        ]

    def _services(self, others: Others) -> dict[str, Part]:
        services: dict[str, Part] = {}
        for entry in self._entries(Holds.SERVICES):
            notes = Ledger()
            part = service(entry, others, notes.repairs_of(""))
            id = str(part.values["id"])
            self.ledger.repaired += [replace(remark, id=id) for remark in notes.repaired]
            if id in services:
                self.ledger.reject(id, entry.cell("id"), f"it is the same service as {services[id].cells['']}")
            else:
                services[id] = part
        return services

    def _by_id(self, holds: Holds, read: Callable[[Entry], Part]) -> dict[str, Part]:
        found: dict[str, Part] = {}
        for entry in self._entries(holds):
            part = read(entry)
            part.cells[""] = entry.where
            id = str(part.values["id"])
            if id in found:
                self.ledger.repairs_of(id)(entry.cell("id"), f"left out: {found[id].cells['']} has the same id")
            else:
                found[id] = part
        return found

    def _places_of(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The ids of each service's places, each with the row that says so."""
        places: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in self._entries(Holds.SERVICE_LOCATIONS):
            if entry.text("location_id"):
                places[entry.text("service_id")].append((entry.text("location_id"), entry.cell("location_id")))
        return places

    def _categories_of(self) -> Mapping[str, Sequence[tuple[str, str, str]]]:
        """The id and name of each service's categories, each with the row that ties it to the service."""
        names = {entry.text("id"): entry.text("name") for entry in self._entries(Holds.CATEGORIES)}
        categories: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for entry in self._entries(Holds.SERVICE_CATEGORIES):
            id = entry.text("category_id")
            if id in names:
                categories[entry.text("service_id")].append((id, names[id], entry.where))
            else:
                self.ledger.repairs_of(id)(entry.cell("category_id"), f"left out: no category has the id {id!r}")
        return categories

    def _note_unused(self, parts_by_id: Mapping[str, Part], used: Sequence[Any]) -> None:
        """A directory is of services: an organisation or a place that none of them names is not taken."""
        ids = {one["id"] for one in used if one}
        for id, part in parts_by_id.items():
            if id not in ids:
                self.ledger.repairs_of(id)(part.cells[""], "left out: no service names it")

    def _note_unknown_services(self, services: Mapping[str, Part]) -> None:
        for entry in (*self._entries(Holds.SERVICE_LOCATIONS), *self._entries(Holds.SERVICE_CATEGORIES)):
            id = entry.text("service_id")
            if id not in services:
                self.ledger.repairs_of(id)(entry.cell("service_id"), f"left out: no service has the id {id!r}")


def _by_name(found: Mapping[str, Part]) -> dict[str, Part]:
    by_name: dict[str, Part] = {}
    for part in found.values():
        if name := plain(part.values.get("name", "")):
            by_name.setdefault(name, part)
    return by_name
