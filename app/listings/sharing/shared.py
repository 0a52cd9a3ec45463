"""What a group shows of itself elsewhere: its services as residents find them, and the addresses to give to others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from app.directory import api as directory
from app.directory.domain import Idea
from app.listings.domain import Group, from_json
from app.listings.page.record import SOURCE
from app.listings.public import store
from app.web.addresses import public_address
from app.web.errors import NotFound

HEIGHT_OF_A_SERVICE, HEIGHT_OF_THE_REST = 260, 180
"""Pixels of the frame, as the snippet asks for; what is longer scrolls in it."""


@dataclass(frozen=True)
class Public:
    """A page that the public reads: its group, and its services as the directory shows them."""

    page_id: UUID
    group: Group
    put_at: datetime
    changed: Mapping[str, datetime]
    """When what people read of each service last changed, in the order of the page."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What the directory knows its services by."""
        return tuple(self.changed)

    @property
    def rows_by_key(self) -> Mapping[str, Idea]:
        """A row for each service that residents can find today."""
        found = directory.rows_of(self.keys)
        return {key: found[key] for key in self.keys if key in found}

    @property
    def rows(self) -> tuple[Idea, ...]:
        """The same alone."""
        return tuple(self.rows_by_key.values())

    @property
    def leaflets(self) -> tuple[directory.ServicePage, ...]:
        """Each of them whole, as paper has it."""
        found = directory.leaflets(self.keys)
        return tuple(found[key] for key in self.keys if key in found)


@dataclass(frozen=True)
class Addresses:
    """Where others find what a group shares. `snippet` is what it pastes into its own site."""

    widget: str
    calendar: str
    feed: str
    open_referral: str
    poster: str
    snippet: str


def public(session: Session, page_id: UUID) -> Public:
    """The page as the public reads it. Raises NotFound when it reads nothing of it."""
    shown = store.shown(session, page_id)
    if shown is None:
        raise NotFound
    changed = {f"{SOURCE}/{one.service_id}": one.changed_at for one in store.services_of(session, page_id)}
    return Public(page_id, from_json(shown.content), shown.put_at, changed)


def addresses(page: Public) -> Addresses:
    """Every address, by the configured host."""
    widget = public_address(url_for("group_shares.widget", page_id=page.page_id))
    names = directory.catalogue().names
    organisation = names.public("organisation", (SOURCE, str(page.page_id)))
    return Addresses(
        widget=widget,
        feed=public_address(url_for("group_shares.feed", page_id=page.page_id)),
        calendar=public_address(url_for("group_shares.calendar", page_id=page.page_id)),
        open_referral=public_address(url_for("open_data_3.services", organization_id=organisation)),
        poster=url_for("group_shares.poster", page_id=page.page_id),
        snippet=str(_snippet(widget, page)),
    )


def _snippet(widget: str, page: Public) -> Markup:
    height = HEIGHT_OF_THE_REST + HEIGHT_OF_A_SERVICE * len(page.keys)
    title = escape(f"What {page.group.name} does")
    return Markup(
        f'<iframe src="{escape(widget)}" title="{title}" width="100%" height="{height}" loading="lazy" '
        'style="border: 0"></iframe>'
    )
