"""The questions that a page is made of, one thing at a time, and what was typed put into the page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.kernel.whole_number import whole_number_or
from app.listings.domain import (
    MOST_ROWS,
    MOST_SERVICES,
    Contact,
    Cost,
    Group,
    OwnService,
    Pause,
    Place,
    Times,
    as_json,
    is_empty,
    new_id,
    read,
)
from app.listings.editing import forms
from app.listings.page.doubts import Doubt, doubts_of
from app.needs.api import vocabulary


@dataclass(frozen=True)
class Step:
    """A question. `rows` is the part that has rows, and `row` what one of them is called."""

    id: str
    title: str
    form: type[Form]
    rows: str = ""
    row: str = ""


OF_GROUP: tuple[Step, ...] = (
    Step("name", "Name", forms.NameForm),
    Step("about", "Who you are", forms.AboutForm),
    Step("contacts", "How to reach you", forms.ContactsForm, "contacts", "person or number"),
    Step("pictures", "Pictures", forms.PicturesForm, "pictures", "picture"),
)
OF_SERVICE: tuple[Step, ...] = (
    Step("what", "What happens", forms.WhatForm),
    Step("who", "Who it is for", forms.WhoForm),
    Step("when", "When it is on", forms.WhenForm, "times", "time"),
    Step("where", "Where it is", forms.WhereForm, "places", "place"),
    Step("cost", "What it costs", forms.CostForm, "costs", "price"),
    Step("access", "Getting in and taking part", forms.AccessForm),
    Step("joining", "How to join", forms.JoiningForm),
    Step("closed", "When it is closed", forms.ClosedForm, "pauses", "time when it is closed"),
)
ALONE = Step("trade", "How you work", forms.TradeForm)


FRESH: Mapping[str, Callable[[], tuple[Any, ...]]] = {
    "contacts": lambda: (Contact(),),
    "times": lambda: (Times(),),
    "places": lambda: (Place(id=new_id()),),
    "costs": lambda: (Cost(),),
    "pauses": lambda: (Pause(),),
    "pictures": lambda: (),  # a picture comes by itself
}
"""The rows that a press adds."""


def steps_of(group: Group, service: OwnService | None) -> tuple[Step, ...]:
    """The questions about a service, or about the group itself."""
    if service is None:
        return OF_GROUP
    return (*OF_SERVICE, ALONE) if group.sole_trader else OF_SERVICE


@dataclass
class Part:
    """A question with what stands in its boxes: of a service, or of the group itself."""

    step: Step
    service: OwnService | None
    form: Form

    @property
    def key(self) -> str:
        """What the names of its boxes begin with."""
        return key_of(self.step, self.service)

    @property
    def headings(self) -> tuple[forms.Heading, ...]:
        """The headings under which the needs are asked for, with how many are ticked."""
        return forms.headings(self.form["needs"].data or ())

    def owns(self, field: str) -> bool:
        """Whether a path of the page leads into one of its boxes."""
        own = self.path(field)
        return bool(own) and own[0] in self.form

    def path(self, field: str) -> tuple[str, ...]:
        """The path within it; empty when the field belongs to something else."""
        names = tuple(field.split("."))
        if self.service is None:
            return names
        return names[1:] if names[0] == self.service.id else ()


def key_of(step: Step, service: OwnService | None) -> str:
    return f"{service.id}-{step.id}" if service else step.id


def part_of(group: Group, service: OwnService | None, step: Step, typed: MultiDict[str, str] | None = None) -> Part:
    """A question with what the page says, or with what somebody `typed`."""
    kept = _shallow(service or group)
    return Part(step, service, step.form(typed, data=None if typed is not None else kept, prefix=key_of(step, service)))


def every_part(group: Group, typed: MultiDict[str, str] | None = None) -> list[Part]:
    """All questions, in their order. `typed` holds those that the page showed; what is new since stands as it is."""
    parts = []
    for service in (None, *group.services):
        for step in steps_of(group, service):
            shown = typed is None or any(name.startswith(f"{key_of(step, service)}-") for name in typed)
            parts.append(part_of(group, service, step, typed if shown else None))
    return parts


def with_typed(group: Group, parts: Sequence[Part]) -> Group:
    """The page with what stands in these boxes. Ids come from the page alone: nobody can type another's."""
    for part in parts:
        if part.service is None:
            group = _group_said(group, forms.said(part.form))
        else:
            now = group.service(part.service.id)
            if now is not None:
                group = group.having(_service_said(now, forms.said(part.form)))
    return group


def pressed(group: Group, press: str) -> Group:
    """The page after a press that adds or takes away a row or a service; any other press changes nothing."""
    match press.split(":"):
        case ["add", key]:
            return _each_rows(group, key, lambda rows, fresh: (*rows, *fresh)[:MOST_ROWS])
        case ["remove", key, number] if (place := whole_number_or(number, -1)) >= 0:
            return _each_rows(group, key, lambda rows, _: (*rows[:place], *rows[place + 1 :]))
        case ["add-service"]:
            return replace(group, services=(*group.services, OwnService(id=new_id()))[:MOST_SERVICES])
        case ["remove-service", id]:
            return replace(group, services=tuple(one for one in group.services if one.id != id))
    return group


def is_bare(group: Group, service: OwnService | None, step: Step) -> bool:
    """Whether nothing has been said to a question."""
    said = _shallow(service or group)
    return not any(_says(said[field.short_name]) for field in step.form())


def doubts_in(group: Group, parts: Sequence[Part]) -> list[tuple[str, Doubt]]:
    """What has to be mended in these boxes, said beside each, with the id of the box."""
    found = []
    for doubt in (doubt for doubt in doubts_of(group) if doubt.stops):
        part = next((part for part in parts if part.owns(doubt.field)), None)
        if part is not None:
            found.append((forms.set_errors(part.form, part.path(doubt.field), doubt.words), doubt))
    return found


def _says(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(isinstance(one, str) or not is_empty(one) for one in value)
    return bool(value)


def _shallow(value: Group | OwnService) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _group_said(group: Group, said: Mapping[str, Any]) -> Group:
    fresh = read(Group, {**as_json(group), **said})
    pictures = tuple(replace(old, alt=new.alt) for old, new in _pairs(group.pictures, fresh.pictures))
    return replace(fresh, pictures=pictures, services=group.services)


def _service_said(service: OwnService, said: Mapping[str, Any]) -> OwnService:
    fresh = read(OwnService, {**_shallow(service), **said})
    return replace(
        fresh,
        id=service.id,
        instead_of=service.instead_of,
        needs=tuple(need for need in fresh.needs if need in vocabulary()),
        places=tuple(_with_own_ids(service.places, fresh.places)),
    )


def _with_own_ids(before: Sequence[Place], typed: Sequence[Place]) -> Iterator[Place]:
    """The places under ids that they had, or under new ones."""
    free = {place.id for place in before}
    for place in typed:
        if place.id in free:
            free.discard(place.id)
            yield place
        else:
            yield replace(place, id=new_id())


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for place, one in enumerate(old):
        yield one, new[place] if place < len(new) else one


def _each_rows(group: Group, key: str, change: Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[Any, ...]]) -> Group:
    """The page with the rows of one question changed."""
    for service in (None, *group.services):
        for step in steps_of(group, service):
            if step.rows in FRESH and key_of(step, service) == key:
                whose: Any = service or group
                changed = replace(whose, **{step.rows: change(getattr(whose, step.rows), FRESH[step.rows]())})
                return group.having(changed) if service else changed
    return group
