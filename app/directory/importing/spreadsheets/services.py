"""Turns one row of the services into a record of Open Referral UK, with what other sheets say of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.directory.importing.spreadsheets import parts
from app.directory.importing.spreadsheets.matching import plain
from app.directory.importing.spreadsheets.parts import Entry, Note, Part

# The field outside the standard in which a record keeps ages in words; the import reads them from there.
AGE_WORDS = "x_eligibility_age_text"
FREE, NOT_FREE = "Free", "Not free"

_SIMPLE = {
    "name": "name",
    "status": "status",
    "url": "url",
    "email": "email",
    "how_to_join": "application_process",
    "wait_time": "wait_time",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
    "ages": AGE_WORDS,
}
_YES, _NO = {"yes", "y", "true", "1", "free"}, {"no", "n", "false", "0"}
_SAYS_NOTHING = {"none", "n a", "na", "not applicable", "not given", "null"}
_BRITISH_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_LISTED = re.compile(r"\s*[;,|\n]\s*")


@dataclass(frozen=True)
class Others:
    """What the other sheets say, by the ids and by the plain names that services use for them."""

    organisations: Mapping[str, Part]
    organisations_by_name: Mapping[str, Part]
    locations: Mapping[str, Part]
    locations_by_name: Mapping[str, Part]
    places_of: Mapping[str, Sequence[tuple[str, str]]]
    categories_of: Mapping[str, Sequence[tuple[str, str, str]]]


def service(entry: Entry, others: Others, note: Note) -> Part:
    """The record of a row. What it names that is not there, or does not understand, is noted."""
    part = Part(cells={"": entry.where})
    part.put("id", _id(entry), entry.cell("id"))
    for name, path in _SIMPLE.items():
        part.put(path, entry.text(name), entry.cell(name))
    part.put("description", _paragraphs(entry), entry.cell("description"))
    part.put("fees", _fees(entry, note), entry.cell("fees" if entry.text("fees") else "free"))
    part.put("assured_date", _iso_day(entry.text("checked")), entry.cell("checked"))
    part.put("eligibility_description", _for_whom(entry), entry.cell("for_whom"))
    part.values |= dict(entry.kept())
    _put_organisation(part, entry, others, note)
    _put_contact(part, entry)
    _put_list(part, "schedules", "description", entry.texts("times"), entry)
    _put_list(part, "service_areas", "name", entry.texts("area"), entry)
    _put_list(part, "languages", "name", _listed(entry, "languages"), entry)
    _put_categories(part, entry, others)
    _put_places(part, entry, others, note)
    return part


def _id(entry: Entry) -> str:
    """The file's own id; without one, the same from the same name, organisation and place."""
    words = (entry.text("organisation") or entry.text("organisation_id"), entry.text("postcode"))
    return entry.text("id") or parts.made_id("service", entry.text("name"), *words)


def _paragraphs(entry: Entry) -> str:
    """The columns of the description below each other; one whose words stand in another is left out."""
    texts = [text for _, text in entry.texts("description")]
    said = [plain(text) for text in texts]
    own = [
        text
        for place, text in enumerate(texts)
        if not any(
            said[place] in other for at, other in enumerate(said) if at != place and (other, at) > (said[place], place)
        )
    ]
    return "\n\n".join(own)


def _fees(entry: Entry, note: Note) -> str:
    free = entry.text("free")
    if free and plain(free) not in _YES | _NO:
        note(entry.cell("free"), f"left out: {free!r} is neither yes nor no")
    if entry.text("fees"):
        return entry.text("fees")
    return FREE if plain(free) in _YES else NOT_FREE if plain(free) in _NO else ""


def _for_whom(entry: Entry) -> str:
    """The ages in words first, then each column under its own heading where there are several."""
    said = [(heading, text) for heading, text in entry.texts("for_whom") if plain(text) not in _SAYS_NOTHING]
    several = len(entry.matched.headings("for_whom")) > 1
    lines = [f"{heading.strip(' *')}: {text}" if several else text for heading, text in said]
    ages = entry.text("ages")
    return "\n".join([*([ages] if ages and plain(ages) not in _SAYS_NOTHING else []), *lines])


def _iso_day(text: str) -> str:
    """A day as people in Britain write it, as a date; anything else as it stands."""
    match = _BRITISH_DAY.match(text)
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text


def _put_organisation(part: Part, entry: Entry, others: Others, note: Note) -> None:
    id, names = entry.text("organisation_id"), parts.named_in(entry.text("organisation"), others.organisations_by_name)
    if len(names) > 1:
        note(entry.cell("organisation"), f"mended: it names {len(names)} organisations, of which the first is taken")
        part.values["x_organisations"] = names
    found = others.organisations.get(id) if id else None
    if id and found is None:
        note(entry.cell("organisation_id"), f"left out: no organisation has the id {id!r}")
    if found is None and names:
        found = others.organisations_by_name.get(plain(names[0])) or _organisation_of_name(names[0], entry)
    if found:
        part.values["organization"] = found.values
        part.put_part("organization", found)


def _organisation_of_name(name: str, entry: Entry) -> Part:
    found = Part(cells={"": entry.cell("organisation")})
    found.put("id", parts.made_id("organisation", name), entry.cell("organisation"))
    found.put("name", name, entry.cell("organisation"))
    return found


def _put_contact(part: Part, entry: Entry) -> None:
    contact: dict[str, Any] = {}
    for name, path in (("contact_name", "name"), ("contact_email", "email")):
        part.cells[f"contacts[0].{path}"] = entry.cell(name)
        if entry.text(name):
            contact[path] = entry.text(name)
    if phones := entry.texts("phone"):
        contact["phones"] = [{"number": text} for _, text in phones]
        for place, (heading, _) in enumerate(phones):
            part.cells[f"contacts[0].phones[{place}]"] = entry.sheet.where(entry.row.number, heading)
    if contact:
        part.values["contacts"] = [contact]


def _listed(entry: Entry, name: str) -> list[tuple[str, str]]:
    """Each word of columns that list several."""
    return [(heading, word) for heading, text in entry.texts(name) for word in _LISTED.split(text) if word]


def _put_list(part: Part, path: str, inner: str, said: Sequence[tuple[str, str]], entry: Entry) -> None:
    if said:
        part.values[path] = [{inner: text} for _, text in said]
        for place, (heading, _) in enumerate(said):
            part.cells[f"{path}[{place}]"] = entry.sheet.where(entry.row.number, heading)


def _put_categories(part: Part, entry: Entry, others: Others) -> None:
    """The words of the columns of categories, and what the sheet of categories ties to this service."""
    terms = [
        (parts.made_id("term", heading, word), word, heading.strip(" *"), entry.sheet.where(entry.row.number, heading))
        for heading, word in _listed(entry, "categories")
    ]
    terms += [(id, name, "", where) for id, name, where in others.categories_of.get(part.values["id"], ())]
    if terms:
        part.values["attributes"] = [
            {"taxonomy_term": {"id": id, "name": name} | ({"taxonomy": of} if of else {})} for id, name, of, _ in terms
        ]
        part.cells |= {f"attributes[{place}]": where for place, (*_, where) in enumerate(terms)}


def _put_places(part: Part, entry: Entry, others: Others, note: Note) -> None:
    found = [*_places_by_id(part.values["id"], entry, others, note), *_places_by_name(entry, others, note)]
    if not found and parts.has_place(entry):
        found = [parts.location(entry)]
    once = {place.values["id"]: place for place in found}
    if once:
        part.values["service_at_locations"] = [{"location": place.values} for place in once.values()]
        for at, place in enumerate(once.values()):
            part.put_part(f"service_at_locations[{at}].location", place)


def _places_by_id(id: str, entry: Entry, others: Others, note: Note) -> list[Part]:
    named = [(one, entry.cell("location_id")) for _, one in _listed(entry, "location_id")]
    found = []
    for one, where in (*named, *others.places_of.get(id, ())):
        if one in others.locations:
            found.append(others.locations[one])
        else:
            note(where, f"left out: no place has the id {one!r}")
    return found


def _places_by_name(entry: Entry, others: Others, note: Note) -> list[Part]:
    found = []
    for name in parts.named_in(entry.text("location"), others.locations_by_name):
        known = others.locations_by_name.get(plain(name))
        if known is None and others.locations and not parts.is_virtual(name):
            note(entry.cell("location"), f"mended: no sheet of places has {name!r}, so that only its name is known")
        found.append(known or parts.place_of_name(name, entry.cell("location")))
    return found
