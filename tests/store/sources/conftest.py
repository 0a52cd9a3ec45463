"""A source that is read from a server on this machine, quickly."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app import db
from app.directory.api import Bounds, Pace
from app.directory.record.store import live_ids
from app.kernel.clock import now
from app.sources import store, visits
from app.sources.domain import Run, Source
from app.sources.visits import Manners
from tests.lying_feed import Feed, services, serving

SLUG = "far-council"
QUICK = Manners(Pace(between=0, again=0.001, longest=0.05), Bounds(bytes=200_000, seconds=10), at_a_time=60)
IMPATIENT = Manners(Pace(between=0, tries=1), Bounds(seconds=0.3), at_a_time=60)

Visit = Callable[..., Run]


@pytest.fixture
def feed() -> Iterator[Feed]:
    """Twenty services on four pages."""
    with serving(services(20)) as served:
        yield served


@pytest.fixture
def source(app: Flask, feed: Feed) -> Source:
    """The feed as a source that staff added."""
    made = Source(SLUG, "Far Council", feed.address, "", 24, "OGL", allow_private=True, due_at=now())
    with app.app_context(), db.transaction() as session:
        store.add(session, made)
    return made


@pytest.fixture
def visit(app: Flask, source: Source) -> Visit:
    """Has the source read now, in one go, and gives how that reading stands."""

    def go(manners: Manners = QUICK) -> Run:
        with app.app_context():
            with db.transaction() as session:
                store.ask(session, SLUG, "staff:1", now())
            while visits.visit(SLUG, manners):
                pass
            return store.runs(db.session(), SLUG, 1)[0]

    return go


@pytest.fixture
def shown(app: Flask) -> Callable[[], set[str]]:
    """The ids of the source's services that residents can find."""

    def ids() -> set[str]:
        with app.app_context():
            return {id for source, id in live_ids(db.session()) if source == SLUG}

    return ids
