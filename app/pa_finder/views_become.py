"""The page that tells people how to become a PA, and lets them begin."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.api import join
from app.accounts.domain import Role
from app.pa_finder.domain import CheckKind
from app.pa_finder.finding.showing import conditions
from app.pa_finder.finding.wording import CHECKS

blueprint = Blueprint("pa_become", __name__, url_prefix="/personal-assistants/become")


@blueprint.get("")
def explained() -> ResponseReturnValue:
    """What a PA does, what the council looks at, and what others see."""
    wanted = conditions()
    checks = tuple(CHECKS[kind] for kind in CheckKind if kind in wanted.checks)
    return render_template("pa_finder/become.html", youngest=wanted.youngest, checks=checks)


@blueprint.post("")
def begin() -> ResponseReturnValue:
    """Goes to the page of whoever is signed in; whoever is not comes to it by signing in with an e-mail address."""
    join(Role.PA)
    return redirect(url_for("pa_own.listed"), code=303)
