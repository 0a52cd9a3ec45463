"""The page behind the link in our letters: what we say, and one button. Programs that open links press none."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.listings.still_right import confirmations
from app.listings.still_right.confirmations import LinkEnded

EVERY = "all"

blueprint = Blueprint("still_right", __name__, url_prefix="/groups/still-right")


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """Is this still right?"""
    link = request.args.get("link", "")
    listings = confirmations.listings_of(confirmations.opened_by(link))
    waiting = [one for one in listings if one.confirmed is None]
    return render_template("listings/still_right.html", listings=listings, waiting=waiting, link=link, every=EVERY)


@blueprint.post("/")
def confirm() -> ResponseReturnValue:
    """It is."""
    link, pressed = request.form.get("link", ""), request.form.get("right", "")
    asking = confirmations.opened_by(link)
    every = {"/".join(key) for key in asking.listings}
    confirmations.confirm(asking, every if pressed == EVERY else {pressed})
    return redirect(url_for(".shown", link=link), code=303)


@blueprint.post("/no-more")
def no_more() -> ResponseReturnValue:
    """Please write no more."""
    confirmations.write_no_more(confirmations.opened_by(request.form.get("link", "")))
    return redirect(url_for(".no_more_it_is"), code=303)


@blueprint.get("/no-more")
def no_more_it_is() -> ResponseReturnValue:
    """That we shall not."""
    return render_template("listings/no_more.html")


@blueprint.errorhandler(LinkEnded)
def ended(_: LinkEnded) -> ResponseReturnValue:
    """Why a link may have stopped, and what to do."""
    return render_template("listings/link_ended.html"), 404
