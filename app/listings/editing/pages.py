"""What the pages of whoever keeps a listing are told: the list of tasks, the boxes of a question, the preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from app.accounts.api import signed_in_staff
from app.accounts.domain import Staff
from app.listings.domain import Group, OwnService
from app.listings.editing import steps
from app.listings.editing.steps import Part, Step
from app.listings.page.doubts import doubts_of
from app.listings.page.richness import Hint, Meter, meter
from app.publishing.domain import Page, Remark, Standing

DONE, MEND, EMPTY = "Done", "Something to mend", "Not yet"

STANDINGS: dict[Standing, str] = {
    Standing.DRAFT: "You have changes that nobody else sees yet. Send them to be checked when you are ready.",
    Standing.WAITING: "We are checking what you sent. Until then people read what was there before.",
    Standing.ASKED_BACK: "We asked you something. Change what is needed, then send it again.",
    Standing.REJECTED: "We could not publish this. Change it, then send it again.",
    Standing.PUBLISHED: "People read what you wrote.",
    Standing.REMOVED: "Your page is taken down. Nobody sees it.",
}


@dataclass(frozen=True)
class Task:
    """A question with how far it is."""

    words: str
    address: str
    state: str


@dataclass(frozen=True)
class Tasks:
    """The questions about one service, or about the group. `service` is its id; empty for the group."""

    heading: str
    tasks: tuple[Task, ...]
    service: str = ""
    preview: str = ""


@dataclass(frozen=True)
class Advice:
    """What could be added, why, and where."""

    hint: Hint
    address: str


@dataclass(frozen=True)
class Mend:
    """What has to be mended before the page can be sent, and where."""

    words: str
    address: str


@dataclass(frozen=True)
class Overview:
    """The page where everything begins."""

    page: Page
    group: Group
    standing: str
    parts: tuple[Tasks, ...]
    meter: Meter
    advice: tuple[Advice, ...]
    mend: tuple[Mend, ...]
    told: tuple[Remark, ...]
    public_address: str
    staff: Staff


@dataclass(frozen=True)
class Writing:
    """Boxes to write in. `mend` are problems with the ids of their boxes; `changed` says that somebody else wrote.

    `wait` are the minutes until it can be kept again, after too many versions in a day.
    """

    page: Page
    group: Group
    title: str
    heading: str
    parts: Sequence[Part]
    seen: int
    staff: Staff
    back: str
    preview: str
    live: str
    mend: Sequence[tuple[str, str]] = ()
    changed: bool = False
    notice: str = ""
    everything: bool = False
    wait: int = 0


def overview(page: Page, group: Group, remarks: tuple[Remark, ...], public_address: str | None) -> Overview:
    """The list of tasks, with what could be added."""
    measured = meter(group)
    wrong = [doubt.field for doubt in doubts_of(group) if doubt.stops]
    parts = tuple(_tasks(page.id, group, service, wrong) for service in (None, *group.services))
    return Overview(
        page=page,
        group=group,
        standing=STANDINGS[page.standing],
        parts=parts,
        meter=measured,
        advice=tuple(Advice(hint, _address_of(page.id, hint)) for hint in measured.hints),
        mend=tuple(Mend(remark.words, _where(page.id, group, remark)) for remark in remarks if remark.stops),
        told=tuple(remark for remark in remarks if not remark.stops),
        public_address=public_address or "",
        staff=signed_in_staff(),
    )


def address_of(page_id: UUID, service: OwnService | None, step: Step) -> str:
    """Where a question is asked."""
    if service is None:
        return url_for("own_listing.ask", page_id=page_id, step=step.id)
    return url_for("own_listing.ask_of_service", page_id=page_id, service_id=service.id, step=step.id)


def preview_of(page_id: UUID, group: Group, service: OwnService | None) -> str:
    """Where a service is shown as residents will see it: this one, or the first; nothing when there is none."""
    shown = service or next(iter(group.services), None)
    return url_for("own_listing.preview", page_id=page_id, service_id=shown.id) if shown else ""


def next_address(page_id: UUID, group: Group, service: OwnService | None, step: Step) -> str:
    """The question after this one; after the last, the list of tasks."""
    of_it = steps.steps_of(group, service)
    place = next(number for number, one in enumerate(of_it) if one.id == step.id)
    if place + 1 < len(of_it):
        return address_of(page_id, service, of_it[place + 1])
    return url_for("own_listing.tasks", page_id=page_id)


def _where(page_id: UUID, group: Group, remark: Remark) -> str:
    """Where what a remark is about is asked; the list of tasks for what has no question."""
    parts = steps.every_part(group)
    part = next((part for part in parts if part.owns(remark.field)), None)
    return address_of(page_id, part.service, part.step) if part else url_for("own_listing.tasks", page_id=page_id)


def _tasks(page_id: UUID, group: Group, service: OwnService | None, wrong: Sequence[str]) -> Tasks:
    tasks = tuple(
        Task(step.title, address_of(page_id, service, step), _state(group, service, step, wrong))
        for step in steps.steps_of(group, service)
    )
    if service is None:
        return Tasks("About you", tasks)
    name = group.called(service) or "Something that you do"
    return Tasks(name, tasks, service.id, preview_of(page_id, group, service))


def _state(group: Group, service: OwnService | None, step: Step, wrong: Sequence[str]) -> str:
    part = steps.part_of(group, service, step)
    if steps.is_bare(group, service, step):
        return EMPTY
    return MEND if any(part.owns(field) for field in wrong) else DONE


def _address_of(page_id: UUID, hint: Hint) -> str:
    if not hint.service:
        return url_for("own_listing.ask", page_id=page_id, step=hint.step)
    return url_for("own_listing.ask_of_service", page_id=page_id, service_id=hint.service, step=hint.step)
