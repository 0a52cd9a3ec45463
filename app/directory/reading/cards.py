"""What a row says of a service to everybody, kept in memory until the directory, the language or the clock changes it.

What depends on who asks (how far, why it is shown) is no part of it.
"""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from flask import current_app, url_for
from flask_babel import get_locale

from app import db
from app.councils.api import council
from app.councils.domain import Council
from app.directory.domain import Brief, Card
from app.directory.index import documents
from app.directory.reading import telling, wording
from app.directory.record import store
from app.directory.service.freshness import standing_of
from app.directory.service.opening import regular_hours
from app.directory.service.timetable import after_pause, holds_until, is_on_now, next_occasions
from app.kernel import clock
from app.kernel.recent import Recent
from app.search import api as search

MOST_KEPT = 10_000  # about 15 MB
_ANY = "id"
_AS_IN_A_PATH = "!$&'()*+,/:;=@"  # RFC 3986, and as `url_for` leaves them

Kept = Recent[tuple[str, str, str], Card]


def cards_of(ids: Iterable[str]) -> dict[str, Card]:
    """The cards of these services by their ids in the index: one query for all that are not kept, else none.

    Each is kept under the version of the index, which follows every change of a service.
    """
    kept: Kept = current_app.extensions.setdefault("directory_cards", Recent(MOST_KEPT))
    version, language = search.index().version(), str(get_locale())
    moment = clock.in_london(clock.now()).replace(tzinfo=None)
    cards = {id: card for id in ids if (card := kept.get((version, language, id))) and card.holds_at(moment)}
    if missing := [id for id in ids if id not in cards]:
        fresh = _fresh(missing, moment)
        cards |= fresh
        for id, card in fresh.items():
            kept.put((version, language, id), card)
    return cards


def _fresh(ids: Iterable[str], moment: datetime) -> dict[str, Card]:
    # What began to be read before the version was looked up would show what was there before it.
    db.read_anew()
    briefs = store.briefs(db.connection(), [documents.parts_of(id) for id in ids])
    folders = {source: _folder(source) for source in {source for source, _ in briefs}}
    here = council()
    return {
        documents.key_of(*key): _card(brief, folders[brief.source] + quote(brief.id, _AS_IN_A_PATH), moment, here)
        for key, brief in briefs.items()
    }


def _folder(source: str) -> str:
    """What the addresses of a source's services begin with."""
    return url_for("directory.service", source=source, id=_ANY).removesuffix(_ANY)


def _card(brief: Brief, address: str, moment: datetime, here: Council) -> Card:
    today, from_then = moment.date(), after_pause(moment, brief.closed_until)
    occasions = next_occasions(brief.schedules, from_then, here.bank_holidays, 1, here.school_terms)
    hours, holiday = regular_hours(brief.schedules), today in here.bank_holidays
    is_open = is_on_now(occasions, moment) is not None or hours.open_at(moment, holiday)
    return Card(
        address=address,
        name=brief.name,
        what=brief.digest.what,
        town=brief.digest.town,
        ways=wording.ways(brief.digest.ways),
        when=wording.when(brief, occasions, today),
        cost=wording.cost(brief.digest.cost),
        badges=wording.badges(brief) + wording.age(standing_of(brief.checked, here.freshness, today)),
        made_at=moment,
        holds_until=min(holds_until(occasions, moment), telling.now_until(occasions, moment), hours.hold_until(moment)),
        telephone=brief.telephone,
        checked=wording.checked(brief.checked),
        complete=telling.completeness(brief.digest.unsaid.split()),
        is_open=None if brief.closed_for_now else is_open,
    )
