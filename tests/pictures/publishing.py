"""Pictures of the pages that people keep: what waits for moderators, old beside new, and one's own list and history."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.accounts.domain import Role, Staff
from app.db import transaction
from app.kernel.clock import now
from app.listings.domain import Group, as_json
from app.publishing import api, moderation, store
from app.publishing.deeds import ONE_IN
from app.publishing.domain import Kind
from tests.own_listing import LAKESIDE, WALK
from tests.pictures.studio import Studio

QUEUE = "/staff/pages/"
WALKERS = replace(LAKESIDE, services=(replace(WALK, id="66666666-6666-4666-8666-666666666666"),))
CHANGED = replace(
    WALKERS,
    about="Neighbours who walk together since 2019. Ring Bea on 01632 960001.",
    services=(
        replace(
            WALKERS.services[0], what="We walk slowly round the lake and have soup afterwards.", price="pay", who_for=""
        ),
    ),
)


def moderating(studio: Studio) -> None:
    """A change that waits, a new page, one that went out at once, and what moderators do with them."""
    moderator = studio.sign_in_as(Role.DIRECTORY_EDITOR, name="Mo Officer")
    studio.shot("moderating-none", QUEUE)
    editor = studio.sign_in_as(Role.COMMUNITY_EDITOR, name="Bea Walker")
    studio.shot("moderating-no-page-yet", "/your-pages/")
    walkers = _waiting(studio, editor, WALKERS)
    _act(studio, lambda writing: moderation.approve(writing, walkers, 1, moderator.id))
    _act(studio, lambda writing: api.save_draft(writing, walkers, editor.id, 1, as_json(CHANGED), CHANGED.name))
    studio.shot("moderating-own-draft", "/your-pages/")
    _act(studio, lambda writing: api.submit(writing, walkers, editor.id, 2))
    studio.shot("moderating-take-down", f"/your-pages/{walkers}/take-down")
    market = _waiting(studio, editor, _another("Market Street Lunch Club, every last Thursday of the month"))
    studio.site.app.extensions[ONE_IN] = 1
    _act(studio, lambda writing: store.trust(writing, editor.id, Kind.LISTING, moderator.id, now()))
    _waiting(studio, editor, _another("Choir of the Old Mill"))
    _decides(studio, walkers, market)
    studio.sign_in_as(Role.COMMUNITY_EDITOR, name="Bea Walker")
    studio.shot("moderating-own", "/your-pages/")
    studio.shot("moderating-history", f"/your-pages/{walkers}/history")


def _decides(studio: Studio, walkers: UUID, market: UUID) -> None:
    studio.sign_in_as(Role.DIRECTORY_EDITOR, name="Mo Officer")
    studio.shot("moderating-queue", QUEUE)
    studio.shot("moderating-afterwards", f"{QUEUE}?show=afterwards")
    studio.shot("moderating-all", f"{QUEUE}?show=all")
    studio.shot("moderating-trusted", f"{QUEUE}trusted")
    studio.shot("moderating-page", f"{QUEUE}{walkers}/")
    studio.press("Reject")
    studio.shot("moderating-mistake")
    studio.shot("moderating-version", f"{QUEUE}{walkers}/?version=1")
    studio.go(f"{QUEUE}{market}/")
    studio.labelled("Your words to those who keep the page").fill("Is the soup free? The form says that people pay.")
    studio.press("Ask back")
    studio.go(QUEUE)
    studio.page.get_by_role("checkbox").first.check()
    studio.press("Publish the ticked pages")
    studio.shot("moderating-several")


def _another(name: str) -> Group:
    return replace(LAKESIDE, name=name, services=(replace(WALK, id=str(uuid4())),))


def _waiting(studio: Studio, editor: Staff, group: Group) -> UUID:
    """A page that somebody has sent."""
    with studio.site.app.test_request_context(), transaction() as writing:
        page = api.begin(writing, Kind.LISTING, group.name, editor.id, as_json(group))
        return api.submit(writing, page.id, editor.id, page.newest).id


def _act(studio: Studio, deed: Callable[[Session], object]) -> None:
    with studio.site.app.test_request_context(), transaction() as writing:
        deed(writing)
