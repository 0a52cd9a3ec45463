"""Pictures of what keeps a listing true: the page behind a letter, whom staff ring, a pause, a month's letter."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.domain import Role
from app.db import session, transaction
from app.directory import api as directory
from app.kernel.clock import now, today
from app.listings.domain import Pause, as_json
from app.listings.letters import letter
from app.listings.page.times import day_words
from app.listings.public import publication
from app.listings.still_right import reminders_store
from app.listings.use import uses
from app.publishing import api as publishing
from app.publishing.domain import Kind
from tests.own_listing import LAKESIDE, WALK
from tests.pictures.studio import Studio


def still_right(studio: Studio) -> None:
    """What the link in a letter opens: one listing, several, when it is done, when it has ended, and no more."""
    one, several = _asked(studio, 1), _asked(studio, 3)
    studio.shot("still-right-several", f"/groups/still-right/?link={several}")
    studio.shot("still-right", f"/groups/still-right/?link={one}")
    studio.go(f"/groups/still-right/?link={one}")
    studio.press("This is still right")
    studio.shot("still-right-done")
    studio.go(f"/groups/still-right/?link={several}")
    studio.press("Send no more letters like this")
    studio.shot("still-right-no-more")
    studio.shot("still-right-ended", "/groups/still-right/?link=none")


def helpful(studio: Studio) -> None:
    """After each answer to whether a page helped."""
    key = "/".join(_listings(studio, 1)[0])
    for answer in ("yes", "no"):
        studio.go(f"/directory/service/{key}")
        _press(studio, answer)
        studio.shot(f"helpful-{answer}")


def pages_to_ring(studio: Studio) -> None:
    """Whom to ring, after each kind of press."""
    with studio.site.app.app_context(), transaction() as writing:
        for place, key in enumerate(_listings(studio, 12)):
            uses.add(writing, key, uses.month_of(today()), uses.Use(opened=214 - 17 * place))
    studio.sign_in_as(Role.DIRECTORY_EDITOR, name="Noor Officer")
    studio.shot("to-ring", "/staff/pages-to-ring/")
    studio.go("/staff/pages-to-ring/")
    for heard in ("gone", "nobody", "changed"):
        _press(studio, heard)
    studio.shot("to-ring-after", "/staff/pages-to-ring/")


def _press(studio: Studio, value: str) -> None:
    """Presses the first button that says this."""
    with studio.page.expect_navigation():
        studio.page.locator(f"main button[value={value}]").first.click()


def letters(studio: Studio) -> None:
    """A group's page while it pauses, and the letter about its month."""
    editor = studio.sign_in_as(Role.COMMUNITY_EDITOR, name="Bea")
    page_id = _public_page(studio, editor.id)
    studio.shot("letter-paused", f"/directory/service/community/{WALK.id}")
    studio.shot("letter", f"/your-pages/letters/{page_id}/{letter_month(studio)}")
    studio.shot("letter-print", f"/your-pages/letters/{page_id}/{letter_month(studio)}", media="print")


def letter_month(studio: Studio) -> str:
    with studio.site.app.app_context():
        return f"{letter.last_month():%Y-%m}"


def _public_page(studio: Studio, owner: int) -> UUID:
    until = day_words(today() + timedelta(days=40))
    walk = replace(WALK, access=(), joining="", pauses=(Pause(day_words(today()), until),))
    group = replace(LAKESIDE, services=(walk,))
    with studio.site.app.test_request_context():
        with transaction() as writing:
            page = publishing.begin(writing, Kind.LISTING, group.name, owner, as_json(group))
            publication.publish(writing, page.id, group)
        with transaction() as writing:
            month = letter.last_month()
            uses.add(writing, ("community", WALK.id), month, uses.Use(opened=1_214, helped=31, did_not_help=2))
    return page.id


def _asked(studio: Studio, number: int) -> str:
    """What opens a letter about so many listings."""
    with studio.site.app.app_context(), transaction() as writing:
        asked = writing.scalar(select(func.count()).select_from(reminders_store.AskingRow)) or 0
        listings = _listings(studio, number + asked)[asked:]
        begun = reminders_store.begin(writing, f"hello{number}@example.org", listings, now())
        return begun.token


def _listings(studio: Studio, number: int) -> list[tuple[str, str]]:
    """The first old listings."""
    with studio.site.app.app_context():
        old = directory.getting_old(session(), today() - timedelta(days=150))
        return [(one.source, one.id) for one in old if one.checked][:number]
