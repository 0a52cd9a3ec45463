"""The forms of the plan: what we got wrong, and a person's own words for their assessment."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from app.assessment.api import snapshot_of
from app.assessment.domain import DISAGREE, Route
from app.assessment.store import Draft
from app.web.fields import AtMost, tidy

A_STORY = 2000

_ = lazy_gettext


def _lines(label: Any, description: Any = "", **kwargs: Any) -> TextAreaField:
    return TextAreaField(label, [AtMost(A_STORY)], filters=[tidy], description=description, **kwargs)


class DisagreeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What we got wrong. A carer's own part goes into the carer's own case and nowhere else."""

    person = _lines(
        _("What have we got wrong, or left out?"),
        _("If you send your answers, this goes with them. A person at the council reads it first."),
        id="wrong-about-person",
    )
    carer = _lines(
        _("And about you as a carer?"),
        _("This goes with your own form as a carer, and not with the other one."),
        id="wrong-about-carer",
    )
    back = HiddenField()

    def __init__(self, has_carer: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not has_carer:
            del self.carer

    def words(self) -> dict[str, str]:
        """What to keep."""
        return {
            field.short_name: field.data for field in self if field.short_name in ("person", "carer") and field.data
        }


def disagree_form(draft: Draft, back: str = "") -> DisagreeForm:
    """The form with what was said before in it, or with what was just sent. A carer with a case has a part in it."""
    has_case = snapshot_of(draft).decision.routes.carer not in (None, Route.COMMUNITY)
    return DisagreeForm(has_case, data={**draft.details.get(DISAGREE, {}), "back": back})


class DayForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A person's own words for the page that they take to their assessment."""

    good = _lines(_("On a good day"), _("What you can do, and what makes it a good day."))
    bad = _lines(
        _("On a bad day"),
        _("What is hardest, what goes wrong, and how often such days come. An assessment should count bad days too."),
    )
    ask = _lines(_("What I want to ask"))
    there = _lines(
        _("Who I want there with me"),
        _("A friend, someone in your family, an interpreter, or an advocate: someone who speaks up for you."),
    )

    def words(self) -> dict[str, str]:
        """What to keep."""
        return {name: self[name].data for name in ("good", "bad", "ask", "there") if self[name].data}
