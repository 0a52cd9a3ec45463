"""Why people do not see a PA, and which checks end soon: in words for the PA, and for staff. Both read English."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.pa_finder.domain import CheckKind, Conditions, Ending, Obstacle, Why
from app.web.words import long_date

CHECKS: Mapping[CheckKind, str] = MappingProxyType(
    {
        CheckKind.IDENTITY: "identity",
        CheckKind.RIGHT_TO_WORK: "right to work in the UK",
        CheckKind.DBS: "DBS certificate",
        CheckKind.REFERENCES: "references",
        CheckKind.INSURANCE: "insurance",
        CheckKind.TRAINING: "training certificates",
    }
)

BRING: Mapping[CheckKind, str] = MappingProxyType(
    {
        CheckKind.IDENTITY: "A passport or driving licence, and a letter that shows your address.",
        CheckKind.RIGHT_TO_WORK: "A UK or Irish passport, or your share code from GOV.UK.",
        CheckKind.DBS: "Your DBS certificate. If you have none, the council tells you how to ask for one.",
        CheckKind.REFERENCES: "You need to bring nothing: the council asks the two people whom you named.",
        CheckKind.INSURANCE: "Your insurance certificate, if you work for yourself.",
        CheckKind.TRAINING: "Your certificates, if you have any.",
    }
)

_FOR_PA: Mapping[Why, str] = MappingProxyType(
    {
        Why.REMOVED: "The council has taken your page away. Ring the council to talk about it.",
        Why.CLOSED: "Your account is closed.",
        Why.NOT_PUBLISHED: "Nothing of yours is approved yet. Send your page when it is ready.",
        Why.PAUSED: "You have hidden your page.",
        Why.AGE_UNKNOWN: "The council does not know your date of birth yet.",
        Why.TOO_YOUNG: "You have to be {youngest} or older.",
        Why.CHECK_MISSING: "The council has not seen this yet: {check}.",
        Why.CHECK_ENDED: "The council has to see this again: {check}.",
    }
)

_FOR_STAFF: Mapping[Why, str] = MappingProxyType(
    {
        Why.REMOVED: "Removed by the council",
        Why.CLOSED: "Account closed",
        Why.NOT_PUBLISHED: "No version approved",
        Why.PAUSED: "Hidden by the PA",
        Why.AGE_UNKNOWN: "Date of birth not known",
        Why.TOO_YOUNG: "Younger than {youngest}",
        Why.CHECK_MISSING: "Not seen yet: {check}",
        Why.CHECK_ENDED: "Has ended: {check}",
    }
)


def for_pa(found: Iterable[Obstacle], conditions: Conditions) -> tuple[str, ...]:
    """Each reason in a sentence to the PA."""
    return tuple(_said(_FOR_PA[obstacle.why], obstacle, conditions) for obstacle in found)


def for_staff(found: Iterable[Obstacle], conditions: Conditions) -> tuple[str, ...]:
    """Each reason in a few words for staff."""
    return tuple(_said(_FOR_STAFF[obstacle.why], obstacle, conditions) for obstacle in found)


def end_in_words(end: Ending) -> str:
    """Which check needs doing again, and until when it stands."""
    return f"{CHECKS[end.check.kind]}: {long_date(end.last_day)}"


def _said(words: str, obstacle: Obstacle, conditions: Conditions) -> str:
    check = "" if obstacle.check is None else CHECKS[obstacle.check]
    return words.format(check=check, youngest=conditions.youngest)
