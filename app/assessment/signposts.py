"""Pages that lead a carer to the right place: whoever is young themselves, and whoever looks after a child."""

from enum import StrEnum

from app.assessment.case import is_under_18
from app.assessment.facts import Facts, ForWhom
from app.questionnaire.flow import Answer, Answers


class Signpost(StrEnum):
    """A page that is shown once on the way, with whom to ring. Nobody is turned away by it."""

    YOUNG_CARER = "young_carer"
    PARENT_CARER = "parent_carer"


def signposts_for(facts: Facts, answers: Answers) -> tuple[Signpost, ...]:
    """Where these answers lead besides.

    Young carers: Care Act 2014 s63 and Children Act 1989 s17ZA; parents of a disabled child: Children Act 1989 s17ZD.
    """
    if facts.carer is None:
        return ()
    young = (Signpost.YOUNG_CARER,) if facts.for_whom is ForWhom.SELF and is_under_18(facts.age) else ()
    of_child = {"child", "both"}.intersection(answers.get("cared_for_age", Answer()).chosen)
    return (*young, Signpost.PARENT_CARER) if of_child else young
