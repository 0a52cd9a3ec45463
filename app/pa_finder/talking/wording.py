"""How the pages of adverts and conversations explain what was caught, and what they call what can be reported."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext

from app.pa_finder.talking.advert import For, Stage
from app.pa_finder.talking.caller import Agreed, Told
from app.pa_finder.talking.conversation import About, Side
from app.publishing.api import explained
from app.publishing.checks import Found

_ = lazy_gettext

FOR_WHOM: Mapping[str, str] = MappingProxyType(
    {
        For.ME: _("For me"),
        For.SOMEONE: _("For somebody I write for"),
        For.CALLER: _("For somebody for whom the council writes"),
    }
)

STAGES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.WRITING: _("Not sent yet"),
        Stage.UNCONFIRMED: _("Not sent yet"),
        Stage.WAITING: _("We are reading it"),
        Stage.ASKED_BACK: _("Please change something"),
        Stage.REFUSED: _("We cannot pass this on"),
        Stage.OUT: _("Passed on"),
    }
)

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        About.UNSAFE: _("I am worried that somebody is not safe"),
        About.MONEY: _("They ask for money, or for bank details"),
        About.CONTACT: _("They press me to meet or to share how to reach me"),
        About.RUDE: _("They are rude, or say things that hurt"),
        About.NOT_TRUE: _("I do not think they are who they say they are"),
        About.OTHER: _("Something else"),
    }
)

TOLD: Mapping[Told, str] = MappingProxyType({Told.TELEPHONE: "By telephone", Told.LETTER: "By letter"})
"""For staff."""

AGREED: Mapping[Agreed, str] = MappingProxyType(
    {
        Agreed.ON_THE_TELEPHONE: "On the telephone",
        Agreed.IN_PERSON: "In person",
        Agreed.IN_WRITING: "In writing",
        Agreed.THROUGH_ANOTHER: "Somebody who may decide for them by law agreed",
    }
)
"""For staff."""

SIDES: Mapping[Side, str] = MappingProxyType({Side.SEEKER: "Who looks for help", Side.PA: "Personal assistant"})
"""For staff."""


def caught_in_words(found: Iterable[Found]) -> str:
    """What was caught, what it was taken for, and what to do about it, also when it was taken wrongly."""
    return str(
        gettext(
            "%(found)s. Take it out, please: you can each share how to reach you later, once you both want to. "
            "If it is something else, say it in other words",
            found=_one_by_one(found),
        )
    )


def never_sent_in_words(found: Iterable[Found]) -> str:
    """The same for what is never sent: a link may lead to a form that asks for money."""
    said = gettext(
        "%(found)s. Take it out, please: to keep you both safe, links, bank details and numbers such as those of "
        "National Insurance cannot be sent here. If it is something else, say it in other words",
        found=_one_by_one(found),
    )
    return str(said)


def _one_by_one(found: Iterable[Found]) -> str:
    return ". ".join(dict.fromkeys(explained(one) for one in found))
