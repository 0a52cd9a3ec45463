"""Every component in every state, on pages that exist only where the setting SPECIMEN is on: for eyes and for tests."""

from types import SimpleNamespace

from babel import Locale
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.web.errors import NotFound

STAFF = SimpleNamespace(name="Sam Okafor", roles=frozenset())
PAGES = frozenset({"start", "question", "choices", "results", "emergency", "safeguarding", "sent", "staff"})

blueprint = Blueprint("specimen", __name__, url_prefix="/specimen")


class Specimen(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One field of each kind."""

    name = StringField("Your name", [InputRequired("Tell us what to call you")], render_kw={"autocomplete": "name"})
    email = EmailField(
        "E-mail address", description="We only use it to answer you.", render_kw={"autocomplete": "email"}
    )
    telephone = TelField("Telephone number", render_kw={"autocomplete": "tel"})
    hours = IntegerField("About how many hours a week?")
    more = TextAreaField(
        "Tell us more", [InputRequired("Tell us a little more, or choose “I’m not sure”"), Length(max=1000)]
    )
    born = DateField(
        "When were you born?",
        [InputRequired("Write the day, the month and the year, like 27 3 1951")],
        format="%d %m %Y",
        description="For example, 27 3 1951",
        render_kw={"autocomplete": "bday"},
    )
    getting_on = RadioField(
        "Getting around your home: how do you get on?",
        [InputRequired("Choose the one that is nearest, or “I’m not sure”")],
        description="Think about a bad day as well as a good day. Say what it is like without the help you get.",
        choices=[
            SelectChoice("fine", "I can do this on my own"),
            SelectChoice(
                "slow",
                "I can do it on my own, but it takes me much longer than it should, or causes me a lot of pain",
            ),
            SelectChoice("help", "I need someone to help me or remind me", {"hint": "Even if nobody does it yet."}),
            SelectChoice("risky", "I do it, but it is not safe for me or someone else"),
            SelectChoice("unsure", "I’m not sure", {"alone": True}),
        ],
    )
    lately = SelectMultipleField(
        "Has anything changed lately?",
        [InputRequired("Choose everything that fits, or “None of these”")],
        description="Choose all that fit.",
        choices=[
            SelectChoice("fall", "A fall in the last 6 months"),
            SelectChoice("hospital", "Coming out of hospital", {"hint": "Or you have just come home."}),
            SelectChoice("memory", "More trouble with memory"),
            SelectChoice("none", "None of these", {"alone": True}),
        ],
    )
    language = SelectField("Language", choices=[SelectChoice("en", "English"), SelectChoice("ur", "اردو")])
    agreed = BooleanField("My GP practice may see this", [InputRequired("Say whether your GP practice may see this")])
    password = PasswordField("Password", render_kw={"autocomplete": "current-password"})


@blueprint.get("/")
def components() -> ResponseReturnValue:
    """Every component."""
    return render_template("specimen/components.html", form=None, **_specimens())


@blueprint.get("/right-to-left")
def right_to_left() -> ResponseReturnValue:
    """The same components in a language that is written from right to left."""
    return render_template("specimen/components.html", form=None, locale=Locale("ur"), **_specimens())


@blueprint.get("/<name>")
def page(name: str) -> ResponseReturnValue:
    """A whole page as a resident or a worker would see it."""
    if name not in PAGES:
        raise NotFound(name)
    return render_template(f"specimen/{name}.html", form=Specimen(), **_specimens())


def _specimens() -> dict[str, object]:
    wrong = Specimen(MultiDict({"wrong-hours": "lots"}), prefix="wrong-", meta={"csrf": False})
    wrong.validate()
    right, narrow = Specimen(prefix="right-"), Specimen(prefix="narrow-")
    return {
        "right": right,
        "narrow": narrow,
        "wrong": wrong,
        "listings": _listings(),
        "pager": _pager(),
        "staff": STAFF,
    }


def _listings() -> list[SimpleNamespace]:
    tea = SimpleNamespace(
        name="Tilery Tea and Talk",
        address="#",
        what="A warm room, a hot drink and good company. Come alone, many people do.",
        distance="0.6 miles",
        where="Tilery Community Centre",
        when="Tuesday 2pm to 4pm",
        cost="Free",
        because="Shown because you said it is hard to see family and friends.",
        badges=["Step-free", "Dogs welcome"],
    )
    meals = SimpleNamespace(
        name="Hartburn Hot Meals",
        address="#",
        what="A cooked dinner brought to your door, and a few words with the driver.",
        where="All over Stockton",
        when="Every day, 11.30am to 1.30pm",
        cost="£6.50 a meal",
        because="Shown because you said getting food is hard.",
    )
    line = SimpleNamespace(name="The Evening Line", address="#", what="Someone to talk to.", where="By telephone")
    return [tea, meals, line]


def _pager() -> SimpleNamespace:
    numbers = [(1, "?page=1"), (2, "?page=2"), (3, "?page=3"), (None, ""), (9, "?page=9")]
    return SimpleNamespace(number=2, last=9, before="?page=1", after="?page=3", numbers=numbers)
