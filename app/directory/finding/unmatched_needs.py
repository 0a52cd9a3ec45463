"""Counts searches that found nothing, and the needs behind them: never who searched, and never in the way."""

import logging

from app import db
from app.directory.finding.results import Results
from app.directory.finding.search_address import Search
from app.events import api as events
from app.events.domain import Happening
from app.unmatched import api as unmatched
from app.unmatched.domain import Filters

log = logging.getLogger(__name__)


def count(search: Search, results: Results) -> None:
    """Counts them each time the page is opened, so that a page opened again counts again; nobody is remembered."""
    if not results.unmatched:
        return
    try:
        with db.transaction() as session:
            outward = results.place.outward if results.place else ""
            unmatched.record(session, results.unmatched, outward, _filters(search, results))
            events.happened(session, Happening.SEARCH_FOUND_NOTHING, place=outward)
    except Exception as error:
        log.error("unmatched needs were not counted: %s", type(error).__name__)


def _filters(search: Search, results: Results) -> Filters:
    """What narrowed the search besides the need; every value is one that the form offers."""
    chosen = {name: values for name, values in search.chosen.items() if name != "need"}
    return {**chosen, "miles": {search.miles}} if results.place else chosen
