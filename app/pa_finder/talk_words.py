"""How the pages of adverts and conversations explain what was caught, and what they call what can be reported."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext

from app.pa_finder.advert import For, Stage
from app.pa_finder.conversation import About, Side

_ = lazy_gettext

FOR_WHOM: Mapping[str, str] = MappingProxyType({For.ME: _("For me"), For.SOMEONE: _("For somebody I write for")})

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

SIDES: Mapping[Side, str] = MappingProxyType({Side.SEEKER: "Who looks for help", Side.PA: "Personal assistant"})
"""For staff."""


def caught_in_words(found: Iterable[str]) -> str:
    """What was caught, as it was written, and what to do about it."""
    shown = ", ".join(f"“{words}”" for words in dict.fromkeys(found))
    return str(
        gettext(
            "Take this out, please: %(words)s. It looks like a telephone number, an address, a surname or a link. "
            "You can each share how to reach you later, once you both want to",
            words=shown,
        )
    )


def never_sent_in_words(found: Iterable[str]) -> str:
    """The same for what is never sent: a link may lead to a form that asks for money."""
    shown = ", ".join(f"“{words}”" for words in dict.fromkeys(found))
    said = gettext(
        "Take this out, please: %(words)s. To keep you both safe, links, bank details and numbers such as those of "
        "National Insurance cannot be sent here",
        words=shown,
    )
    return str(said)
