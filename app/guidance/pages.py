"""What the pages about caring are told: things that people do, ways into the directory, whom to ring, and the law."""

from dataclasses import dataclass

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.guidance.api import fact_here
from app.guidance.domain import FactHere
from app.helplines import api as helplines
from app.helplines.domain import Helpline


@dataclass(frozen=True)
class Search:
    """A search of the directory that one press starts: a need by its tag (`field` is "need"), or words ("q").

    The words stay English, because the listings are.
    """

    field: str
    value: str
    name: LazyString
    about: LazyString


@dataclass(frozen=True)
class CaringPage:
    """A page for those who look after someone."""

    tasks: tuple[LazyString, ...]
    searches: tuple[Search, ...]
    helplines: tuple[Helpline, ...]
    facts: tuple[FactHere, ...]


ADVICE = Search(
    "need",
    "carers-centre",
    lazy_gettext("Someone to talk to"),
    lazy_gettext("Advice for people who look after someone."),
)
BREAK = Search("need", "carers-break", lazy_gettext("A break"), lazy_gettext("Someone takes over for a while."))
MONEY = Search("need", "carers-benefits", lazy_gettext("Money"), lazy_gettext("What you could claim because you care."))
WORK = Search("need", "working-carers", lazy_gettext("Your job"), lazy_gettext("Keep working, or go back to work."))
TRAINING = Search(
    "need", "carers-training", lazy_gettext("Learning how"), lazy_gettext("How to lift safely, or live with dementia.")
)
OTHERS = Search(
    "need",
    "carers-group",
    lazy_gettext("People in the same boat"),
    lazy_gettext("Groups where others know what it is like."),
)
TECHNOLOGY = Search(
    "need", "telecare", lazy_gettext("Things that take a load off you"), lazy_gettext("Alarms, sensors and reminders.")
)
PARENTS = Search(
    "q", "parent carers", lazy_gettext("Other parents"), lazy_gettext("Groups for parents of disabled children.")
)
CHILDREN = Search(
    "q",
    "disabled children",
    lazy_gettext("Clubs and breaks for your child"),
    lazy_gettext("Time out for them, and for you."),
)
FAMILY = Search("need", "family-hub", lazy_gettext("Family hubs"), lazy_gettext("One place for help with children."))
YOUNG = Search(
    "need", "young-carers", lazy_gettext("Young carers"), lazy_gettext("Clubs, trips and someone to talk to.")
)


def caring_page() -> CaringPage:
    """For people who do not call themselves carers."""
    return CaringPage(
        tasks=(
            lazy_gettext("cook, shop or clean for someone"),
            lazy_gettext("help them to wash, dress or get to the toilet"),
            lazy_gettext("see that they take their medicine"),
            lazy_gettext("take them to the doctor, or ring for them"),
            lazy_gettext("look after their money or their letters"),
            lazy_gettext("keep them company, or keep an eye on them"),
            lazy_gettext("get up for them at night"),
            lazy_gettext("worry about them when you are not there"),
        ),
        searches=(ADVICE, BREAK, MONEY, WORK, TRAINING, OTHERS, TECHNOLOGY),
        helplines=_lines("carers-uk", "samaritans"),
        facts=_facts("carers_assessment", "carers_not_charged"),
    )


def parents_page() -> CaringPage:
    """For those who look after a child: help comes from the children's team."""
    return CaringPage(
        tasks=(),
        searches=(PARENTS, CHILDREN, FAMILY, MONEY),
        helplines=_lines("carers-uk"),
        facts=_facts("parent_carers"),
    )


def young_page() -> CaringPage:
    """For a child who looks after someone."""
    return CaringPage(
        tasks=(
            lazy_gettext("cook, clean or shop"),
            lazy_gettext("look after your brothers and sisters"),
            lazy_gettext("help someone to wash or get dressed"),
            lazy_gettext("give someone their medicine"),
            lazy_gettext("cheer someone up, or stay in so that they are not alone"),
            lazy_gettext("talk to the doctor or read letters for someone"),
        ),
        searches=(YOUNG,),
        helplines=_lines("childline", "shout"),
        facts=_facts("young_carers"),
    )


def _lines(*ids: str) -> tuple[Helpline, ...]:
    return tuple(map(helplines.helpline, ids))


def _facts(*ids: str) -> tuple[FactHere, ...]:
    return tuple(map(fact_here, ids))
