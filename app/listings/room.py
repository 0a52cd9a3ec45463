"""What publishing asks of this room about a listing: its rows, what the checks say, and to let the public read it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app import db
from app.listings.domain import Group, from_json, texts
from app.listings.micro_enterprises import store as micro_enterprises_store
from app.listings.page.doubts import doubts_of
from app.listings.page.lines import lines_of
from app.listings.page.listed_already import alike
from app.listings.page.record import SOURCE
from app.listings.public import publication, store
from app.publishing import checks
from app.publishing.checks import Found, What
from app.publishing.domain import Content, Kind, Line, Page, Picture, Remark
from app.registered import api as registered
from app.registered.domain import typed_id

_FOUND: dict[What, str] = {
    What.EMAIL: "has an e-mail address in it. Put it where people look for it, under “How to reach you”",
    What.TELEPHONE: "has a telephone number in it. Put it where people look for it, under “How to reach you”",
    What.POSTCODE: "has a postcode in it. Say where it is under “Where”",
    What.ADDRESS: "has an address in it. Say where it is under “Where”",
    What.ACCOUNT_ELSEWHERE: "names an account on another site",
    What.LINK: "has a link in it",
    What.NATIONAL_INSURANCE: "has a National Insurance number in it. Take it out",
    What.NHS_NUMBER: "has an NHS number in it. Take it out",
    What.DATE_OF_BIRTH: "says when somebody was born. Take it out",
    What.BANK_DETAILS: "has bank details in it. Take them out",
    What.CURE: "promises more than anybody can: that something cures, or surely works",
}
_NEVER = frozenset({What.NATIONAL_INSURANCE, What.NHS_NUMBER, What.BANK_DETAILS})


class ListingsRoom:
    """The room of the listings that groups keep."""

    kind = Kind.LISTING
    noun = "listing"

    def lines(self, content: Content) -> tuple[Line, ...]:
        """The rows of a version, with its pictures."""
        group = from_json(content)
        pictures = tuple(_pictures(group))
        return tuple(replace(line, pictures=pictures) if line.field == "pictures" else line for line in lines_of(group))

    def remarks(self, session: Session, page: Page, content: Content) -> tuple[Remark, ...]:
        """What has to be mended, and what the moderator should know."""
        group = from_json(content)
        doubtful = (Remark(doubt.field, doubt.words, doubt.stops) for doubt in doubts_of(group))
        return (*_duplicates(group), *_registrations(session, group), *doubtful, *_in_words(group))

    def publish(self, writing: Session, page: Page, content: Content | None) -> None:
        """Lets residents find this version, or nothing of the page."""
        if content is None:
            publication.take_down(writing, page.id)
        else:
            publication.publish(writing, page.id, from_json(content))

    def forget(self, writing: Session, page: Page) -> None:
        """Deletes the pictures of a page, and what was seen of whoever works for themselves."""
        publication.take_down(writing, page.id)
        store.forget_pictures(writing, page.id)
        micro_enterprises_store.forget(writing, page.id)

    def public_address(self, page: Page) -> str | None:
        """The page of its first service; of a claimed listing that was never sent, nothing."""
        shown = store.services_of(db.session(), page.id)
        return url_for("directory.service", source=SOURCE, id=shown[0].service_id) if shown else None

    def edit_address(self, page: Page) -> str:
        """Where its owners write it."""
        return edit_address(page.id)


def _pictures(group: Group) -> Iterator[Picture]:
    """Those that an id names at all; whether it is one of this page, the door of pictures knows."""
    for picture in group.pictures:
        with suppress(ValueError):
            yield Picture(url_for("listing_pictures.shown", picture_id=UUID(picture.id)), picture.alt)


def edit_address(page_id: UUID) -> str:
    """Where the owners of a page write it."""
    return url_for("own_listing.tasks", page_id=page_id)


def _in_words(group: Group) -> Iterator[Remark]:
    """What stands in free words that should stand elsewhere, or nowhere; each kind once for a field."""
    for field, text in texts(group):
        for what, found in {one.what: one for one in _found_in(text)}.items():
            yield Remark(field, f"“{found.text[:60]}”: this {_FOUND[what]}", stops=what in _NEVER)


def _found_in(text: str) -> tuple[Found, ...]:
    if not text:
        return ()
    return (
        *checks.contact_details_in(text),
        *checks.links_in(text),
        *checks.personal_data_in(text),
        *checks.promises_of_cures_in(text),
    )


def _duplicates(group: Group) -> Iterator[Remark]:
    """Listings that may be the same, whoever has them, each with the way to its page."""
    for service in group.services:
        for one in alike(group, service):
            words = f"“{one.name}” may be the same. They share {one.shared}"
            yield Remark(f"{service.id}.name", words, stops=False, address=one.address)


def _registrations(session: Session, group: Group) -> Iterator[Remark]:
    """What CQC's list, as it was read last, says of each location that the page names."""
    for service in group.services:
        id = typed_id(service.cqc)
        if not id or not registered.is_known(session):
            continue
        found = registered.location(session, id)
        if found is None:
            words = f"CQC’s list, as we read it last, has no location {id}. It is not shown as registered"
            yield Remark(f"{service.id}.cqc", words, stops=False)
        else:
            told = ", ".join(filter(None, (found.name, found.provider_name, found.address, found.postcode)))
            yield Remark(f"{service.id}.cqc", f"CQC’s list has {id} as: {told}", stops=False, address=found.page)
