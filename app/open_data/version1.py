"""Services and what belongs to them as version 1.0 of Open Referral UK writes them, for its readers.

What the two versions share is written by `version3`; here stands what they call by other names.
"""

from collections.abc import Collection, Iterator

from app.directory.api import Published
from app.directory.domain import Kind, Organisation, Service
from app.open_data.categories import Category
from app.open_data.domain import Shape, told
from app.open_data.version3 import Writer
from app.open_data.web_addresses import uri

_ATTENDING = {"telephone": "phone", "online": "online", "home": "home visit", "venue": "venue"}
_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_OF_A_ROW = ("id", "name", "description", "url", "email", "status", "fees", "accreditations", "assured_date")
_OF_A_PLACE = ("id", "name", "description", "latitude", "longitude")
_OF_AN_ADDRESS = ("id", "attention", "address_1", "city", "state_province", "postal_code", "country")
# The names of version 1, and those under which version 3 nests the same rows.
_SAME = {
    "contacts": "contacts",
    "cost_options": "cost_options",
    "fundings": "funding",
    "languages": "languages",
    "service_areas": "service_areas",
}


class OldWriter:
    """Writes the shapes of version 1."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def service(self, published: Published, parts: Collection[str]) -> Shape:
        """A service with these of its parts."""
        new = self._writer.service(published, full=bool(parts))
        return self.row(published, new) | told(**{part: self._part(part, published.service, new) for part in parts})

    def row(self, published: Published, new: Shape) -> Shape:
        """What stands in a list. Version 1 wants an organisation: a service without one stands for itself."""
        service = published.service
        return told(
            **{name: new.get(name) for name in _OF_A_ROW},
            attending_type=_attending(service),
            organization=self.organization(published.source, service.organisation or _itself(service)),
        )

    def organization(self, source: str, organisation: Organisation) -> Shape:
        """An organisation."""
        new = self._writer.organization(source, organisation)
        names = ("id", "name", "description", "email", "logo", "uri")
        return told(**{name: new.get(name) for name in names}, url=uri(organisation.website))

    def _part(self, part: str, service: Service, new: Shape) -> list[Shape]:
        if part in _SAME:
            return [self._renamed(part, row) for row in new.get(_SAME[part], ())]
        if part == "regular_schedules":
            return [schedule for row in new.get("schedules", ()) for schedule in _by_weekday(row)]
        if part == "eligibilitys":
            return list(self._ages(service, new))
        if part == "service_at_locations":
            return [{"id": at["id"], "location": place_shape(at["location"])} for at in new.get(part, ())]
        return [
            {"id": row["id"], "taxonomy": category_shape_of(row["taxonomy_term"])} for row in new.get("attributes", ())
        ]

    def _renamed(self, part: str, row: Shape) -> Shape:
        if part == "languages":
            return told(id=row["id"], language=row.get("name") or row.get("code"))
        return row

    def _ages(self, service: Service, new: Shape) -> Iterator[Shape]:
        for part in service.eligibility:
            yield told(
                id=self._writer.names.public("eligibility", (new["id"], part.id)),
                eligibility=part.eligibility,
                minimum_age=part.minimum_age,
                maximum_age=part.maximum_age,
            )
        if not service.eligibility and (service.minimum_age is not None or service.maximum_age is not None):
            yield told(
                id=self._writer.names.public("eligibility", (new["id"], "ages")),
                minimum_age=new.get("minimum_age"),
                maximum_age=new.get("maximum_age"),
            )


def place_shape(new: Shape) -> Shape:
    """A place, from what version 3 writes of it."""
    addresses = [{name: row[name] for name in _OF_AN_ADDRESS if name in row} for row in new.get("addresses", ())]
    access = [told(id=row["id"], accessibility=row.get("description")) for row in new.get("accessibility", ())]
    return told(
        **{name: new.get(name) for name in _OF_A_PLACE},
        physical_addresses=addresses,
        accessibility_for_disabilities=access,
    )


def category_shape(category: Category) -> Shape:
    """A category; version 1 calls a category a taxonomy, and a taxonomy a vocabulary."""
    return told(
        id=category.id,
        name=category.name,
        vocabulary=category.taxonomy,
        parent_id=category.parent_id,
        x_code=category.code,
    )


def category_shape_of(term: Shape) -> Shape:
    """The same from what version 3 writes of it."""
    return told(
        id=term["id"],
        name=term["name"],
        vocabulary=term.get("taxonomy"),
        parent_id=term.get("parent_id"),
        x_code=term.get("code"),
    )


def _by_weekday(row: Shape) -> Iterator[Shape]:
    """Version 1 wants one schedule for each day of the week."""
    same = {name: value for name, value in row.items() if name not in {"id", "service_id", "byday"}}
    days = [day.strip() for day in row.get("byday", "").split(",") if day.strip()[-2:] in _WEEKDAYS]
    if not days:
        yield {"id": row["id"], **same}
    for place, day in enumerate(days):
        id = row["id"] if place == 0 else f"{row['id']}~{day}"
        yield {"id": id, "weekday": _WEEKDAYS[day[-2:]], "byday": day, **same}


def _attending(service: Service) -> str | None:
    ways = [finding.value for finding in service.found(Kind.WAY) if finding.value in _ATTENDING]
    if ways:
        return _ATTENDING[ways[0]]
    return "venue" if service.at_locations else None


def _itself(service: Service) -> Organisation:
    return Organisation(f"{service.id}~itself", service.name, service.description)
