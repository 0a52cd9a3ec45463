"""How much of what people look for a page answers, and what its group could add next, each with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.listings.domain import Group, OwnService, filled

ENOUGH_WORDS = 25
"""Of a description: fewer seldom tell somebody whether to go."""


@dataclass(frozen=True)
class Hint:
    """Something that would help somebody who looks. `service` is the id of what it is about; empty for the group."""

    step: str
    words: str
    why: str
    service: str = ""


@dataclass(frozen=True)
class Meter:
    """How many of the things that people look for are there, of how many, and what is missing, the weightiest first."""

    there: int
    of: int
    hints: tuple[Hint, ...]

    @property
    def is_full(self) -> bool:
        return not self.hints


def meter(group: Group) -> Meter:
    """The page as it stands."""
    group = filled(group)
    asked = [*_of_group(group)]
    for service in group.services:
        asked += _of_service(group, service)
    return Meter(sum(said for _, said in asked), len(asked), tuple(hint for hint, said in asked if not said))


def _of_group(group: Group) -> Iterator[tuple[Hint, bool]]:
    reach = bool(group.website) or any(contact.telephone or contact.email for contact in group.contacts)
    telephone = any(contact.telephone for contact in group.contacts)
    yield Hint("contacts", "Say how to reach you", "Nobody can come who cannot ask."), reach
    yield (
        Hint("contacts", "Add a telephone number", "Many people who look here would rather ring than write."),
        telephone,
    )
    yield (
        Hint("about", "Say who you are", "People feel safer to come when they know who runs it."),
        bool(group.about),
    )
    yield (
        Hint("pictures", "Add a picture", "A picture of the door or of the room makes a first visit easier."),
        bool(group.pictures),
    )


def _of_service(group: Group, service: OwnService) -> Iterator[tuple[Hint, bool]]:
    name = group.called(service)
    for step, words, why, said in (
        ("what", "Say what happens", "It is the first thing that people read.", bool(service.what)),
        (
            "what",
            "Say more about what happens",
            "People ask what a first visit is like: who meets them, what to bring, how long to stay.",
            len(service.what.split()) >= ENOUGH_WORDS,
        ),
        ("what", "Choose what it helps with", "People who look by need find it only then.", bool(service.needs)),
        ("who", "Say who it is for", "Otherwise people think that it is for somebody else.", _who(service)),
        ("when", "Say when it is on", "Without a day and an hour nobody can plan to come.", bool(service.times)),
        ("when", "Give a date for every two weeks", "Only then can we show the next dates.", _has_first_dates(service)),
        ("where", "Say where it is", "People look for what is near them.", _where(service)),
        ("cost", "Say what it costs", "Whoever does not know stays away, even when it is free.", _cost(service)),
        (
            "access",
            "Say how people get in",
            "Many people need to know about steps, toilets or parking before they set out.",
            bool(service.access or service.access_words),
        ),
        ("joining", "Say how to join", "People ask: can I just turn up?", bool(service.joining)),
    ):
        yield Hint(step, f"{words}: {name}" if len(group.services) > 1 else words, why, service.id), said
    if group.sole_trader:
        yield from _alone(service)


def _alone(service: OwnService) -> Iterator[tuple[Hint, bool]]:
    for words, why, said in (
        ("Say what you do and what you do not do", "It saves you and them a wasted call.", service.does),
        ("Say how you are insured", "It is the first thing that families ask of somebody new.", service.insurance),
        ("Say what you have learned", "Training tells people what they can trust you with.", service.training),
    ):
        yield Hint("trade", words, why, service.id), bool(said)


def _who(service: OwnService) -> bool:
    return bool(service.who_for or service.youngest or service.oldest)


def _where(service: OwnService) -> bool:
    return bool(service.places or service.covers or service.ways)


def _cost(service: OwnService) -> bool:
    return bool(service.price == "free" or service.costs or service.cost_words)


def _has_first_dates(service: OwnService) -> bool:
    return all(row.first for row in service.times if row.often == "fortnight")
