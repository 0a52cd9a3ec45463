"""Counts searches that found nothing, and the needs behind them: never who searched, and never in the way."""

import logging

from app import db
from app.directory.forms import SearchForm
from app.directory.pages import Results
from app.events import api as events
from app.events.domain import Happening
from app.unmatched import api as unmatched
from app.unmatched.domain import Filters

log = logging.getLogger(__name__)


def count(form: SearchForm, results: Results) -> None:
    """Counts them each time the page is opened, so that a page opened again counts again; nobody is remembered."""
    if not results.unmatched:
        return
    try:
        with db.transaction() as session:
            outward = results.place.outward if results.place else ""
            unmatched.record(session, results.unmatched, outward, _filters(form, results))
            events.happened(session, Happening.SEARCH_FOUND_NOTHING, place=outward)
    except Exception as error:
        log.error("unmatched needs were not counted: %s", type(error).__name__)


def _filters(form: SearchForm, results: Results) -> Filters:
    """What narrowed the search besides the need; every value is one that the form offers."""
    chosen = {name: values for name, values in form.chosen.items() if name != "need"}
    return {**chosen, "miles": {form.miles.data}} if results.place else chosen
