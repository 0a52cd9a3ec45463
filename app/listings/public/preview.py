"""A draft as residents will see it: the page of a service, from what its group has written so far."""

from dataclasses import dataclass
from uuid import UUID

from flask import render_template, url_for

from app import db
from app.directory import api as directory
from app.directory.domain import Service
from app.listings.domain import Group, OwnService, from_json
from app.listings.page.record import SOURCE
from app.listings.public import publication, store
from app.publishing.domain import Page


@dataclass(frozen=True)
class Shown:
    """A picture as a page shows it."""

    address: str
    alt: str
    width: int
    height: int


def preview_page(page: Page, group: Group, service: OwnService) -> str:
    """The real page of a service, with a banner in the place of what only a public page can do."""
    written = publication.service_as_written(group, page.id, service.id) or _bare(group, service)
    shown = directory.service_page(SOURCE, written)
    back = url_for("own_listing.tasks", page_id=page.id)
    photographs = _pictures(page.id, group)
    return render_template(
        "listings/own/preview.html",
        page=shown,
        own=page,
        markup={},
        qr="",
        preview=True,
        back=back,
        key="",
        own_pictures=lambda *_: photographs,
        link_to=lambda _: None,
    )


def pictures_of(source: str, service_id: str) -> tuple[Shown, ...]:
    """The pictures on the public page of a service; none of what no group keeps itself."""
    shown = store.shown_with(db.session(), service_id) if source == SOURCE else None
    return _pictures(shown.page_id, from_json(shown.content)) if shown else ()


def _bare(group: Group, service: OwnService) -> Service:
    """What can be shown while there is not even a name, or after its last day."""
    return Service(service.id, group.called(service) or "Your listing", description=service.what or None)


def _pictures(page_id: UUID, group: Group) -> tuple[Shown, ...]:
    """The pictures that were uploaded to this page; any other id shows nothing."""
    known = {str(size.id): size for size in store.sizes_of(db.session(), page_id)} if group.pictures else {}
    return tuple(
        Shown(
            url_for("listing_pictures.shown", picture_id=known[picture.id].id),
            picture.alt,
            known[picture.id].width,
            known[picture.id].height,
        )
        for picture in group.pictures
        if picture.alt and picture.id in known
    )
