"""The staff's pages of likely duplicates: to show one of two listings, to keep them apart, and to undo either."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import db
from app.accounts.api import signed_in_staff
from app.audit.domain import staff_member
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.whole_number import whole_number
from app.sources import merging, pairs, wording
from app.sources.pages import DECIDED_SHOWN, PAIRS_A_PAGE, pager, pair_cards
from app.sources.pairs import Pair, Verdict
from app.web.errors import NotFound

blueprint = Blueprint("duplicates", __name__, url_prefix="/staff/duplicates")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The pairs that wait, the likeliest first."""
    return _list_page()


@blueprint.get("/decided")
def decided() -> ResponseReturnValue:
    """What staff decided, each with the way back."""
    cards = pair_cards(pairs.decided(db.session(), DECIDED_SHOWN))
    return render_template("sources/decided.html", cards=cards, Verdict=Verdict)


@blueprint.post("/<int:pair_id>/<verdict>")
def decide(pair_id: int, verdict: str) -> ResponseReturnValue:
    """Shows one of the two, or keeps both; or undoes that, so that the pair waits again."""
    if verdict not in set(Verdict):
        raise NotFound(verdict)
    return _decide(pair_id, Verdict(verdict), url_for(".decided" if verdict == Verdict.WAITING else ".listed"))


def _decide(pair_id: int, verdict: Verdict, then: str) -> ResponseReturnValue:
    try:
        merging.decide(_pair(pair_id), verdict, staff_member(signed_in_staff().id))
    except SomeoneElseWasFirst:
        return _list_page(gettext("One of the two is no longer as it was. Look again, then decide.")), 409
    return redirect(then, code=303)


def _pair(pair_id: int) -> Pair:
    pair = pairs.pair(db.session(), pair_id)
    if pair is None:
        raise NotFound(str(pair_id))
    return pair


def _list_page(notice: str = "") -> str:
    number = min(max(request.args.get("page", 1, type=whole_number), 1), 10_000)
    total = pairs.count_waiting(db.session())
    return render_template(
        "sources/duplicates.html",
        cards=pair_cards(pairs.waiting(db.session(), (number - 1) * PAIRS_A_PAGE, PAIRS_A_PAGE)),
        total=total,
        pager=pager(number, total, PAIRS_A_PAGE, url_for(".listed")),
        fields=wording.FIELDS,
        notice=notice,
    )
