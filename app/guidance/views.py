"""Pages to read about rights, money and caring, and the words that we use. None of them asks or keeps anything."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.guidance import api
from app.guidance.pages import caring_page, parents_page, young_page
from app.helplines.api import helpline

blueprint = Blueprint("guidance", __name__)


@blueprint.get("/rights")
def rights() -> ResponseReturnValue:
    """What anybody may ask for, and where the rest is said."""
    return _about_rights("rights", "assessment", back="pages.start")


@blueprint.get("/rights/free")
def free() -> ResponseReturnValue:
    """What the law makes free."""
    return _about_rights("free", "free_by_law", "assessment", "carers_not_charged", "aftercare")


@blueprint.get("/rights/paying")
def paying() -> ResponseReturnValue:
    """How much money a person may keep, as dated facts."""
    return _about_rights("paying", "capital")


@blueprint.get("/rights/benefits")
def benefits() -> ResponseReturnValue:
    """Who checks with a person what they could claim; the council's site does not ask."""
    return _about_rights("benefits", "benefits", lines=("citizens-advice", "age-uk", "carers-uk"))


@blueprint.get("/rights/budgets")
def budgets() -> ResponseReturnValue:
    """Personal budgets and direct payments."""
    return _about_rights("budgets", "budgets")


@blueprint.get("/rights/after-you-ask")
def after_you_ask() -> ResponseReturnValue:
    """What the council has to do once somebody has asked."""
    return _about_rights("after_you_ask", "assessment", "urgent_help")


@blueprint.get("/rights/advocacy")
def advocacy() -> ResponseReturnValue:
    """Who speaks up with a person, and when the council must find them."""
    return _about_rights("advocacy", "advocacy")


@blueprint.get("/rights/complaints")
def complaints() -> ResponseReturnValue:
    """How to disagree and how to complain."""
    return _about_rights("complaints", "complaints", lines=("ombudsman", "cqc"))


@blueprint.get("/caring")
def caring() -> ResponseReturnValue:
    """For people who look after someone and do not call themselves carers."""
    return render_template("guidance/caring.html", page=caring_page(), back_address=url_for("pages.start"))


@blueprint.get("/caring/parents")
def parents() -> ResponseReturnValue:
    """For those who look after a child."""
    return render_template("guidance/parents.html", page=parents_page(), back_address=url_for(".caring"))


@blueprint.get("/caring/young")
def young() -> ResponseReturnValue:
    """For a child who looks after someone."""
    return render_template("guidance/young.html", page=young_page(), back_address=url_for(".caring"))


@blueprint.get("/words")
def words() -> ResponseReturnValue:
    """What the council's words mean."""
    return render_template("guidance/words.html", words=api.words(), back_address=url_for("pages.start"))


def _about_rights(
    name: str, *facts: str, back: str = "guidance.rights", lines: tuple[str, ...] = ()
) -> ResponseReturnValue:
    return render_template(
        f"guidance/{name}.html",
        facts=tuple(map(api.fact_here, facts)),
        helplines=tuple(map(helpline, lines)),
        back_address=url_for(back),
    )
