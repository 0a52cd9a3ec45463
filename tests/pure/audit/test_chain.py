"""The chain of audit events."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.audit.domain import BrokenChain, Event, Head, Link, NotACodeWord, verified

START = datetime(2026, 11, 20, 9, tzinfo=UTC)


def chain(length: int, actor: str = "staff:1") -> tuple[list[Link], Head]:
    links: list[Link] = []
    head = Head()
    for number in range(1, length + 1):
        event = Event(number, START + timedelta(minutes=number), actor, "referral.opened", "referral", f"r{number}")
        head = Head(number, event.hash_after(head.hash))
        links.append(Link(event, head.hash))
    return links, head


def edited(links: list[Link]) -> list[Link]:
    return [*links[:2], replace(links[2], event=replace(links[2].event, actor="staff:2")), *links[3:]]


def rehashed(links: list[Link]) -> list[Link]:
    event = replace(links[2].event, actor="staff:2")
    return [*links[:2], Link(event, event.hash_after(links[1].hash)), *links[3:]]


def renumbered(links: list[Link]) -> list[Link]:
    kept = [*links[:2], *links[3:]]
    return [replace(link, event=replace(link.event, number=place)) for place, link in enumerate(kept, 1)]


TAMPERINGS: dict[str, Callable[[list[Link]], list[Link]]] = {
    "an event is edited": edited,
    "an event is edited and its hash made anew": rehashed,
    "an event is removed": lambda links: [*links[:2], *links[3:]],
    "an event is removed and the others numbered anew": renumbered,
    "two events change places": lambda links: [links[1], links[0], *links[2:]],
    "the last event is removed": lambda links: links[:-1],
    "the first event is removed": lambda links: links[1:],
    "all events are removed": lambda links: [],
    "an event is there twice": lambda links: [*links, links[-1]],
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_whatever_is_done_to_the_events_shows(tampering: str) -> None:
    links, head = chain(5)
    with pytest.raises(BrokenChain):
        verified(TAMPERINGS[tampering](links), head, Head())


@pytest.mark.parametrize("length", [0, 1, 5])
def test_an_untouched_chain_is_found_whole(length: int) -> None:
    links, head = chain(length)
    assert verified(links, head, Head()) == length


def test_an_end_that_was_noted_down_is_found_again_in_a_longer_chain() -> None:
    links, head = chain(5)
    assert verified(links, head, Head(3, links[2].hash)) == 5


def test_a_chain_that_was_written_anew_does_not_hold_the_end_that_was_noted_down() -> None:
    _, noted = chain(5)
    forged, head = chain(6, actor="staff:2")
    with pytest.raises(BrokenChain, match="written anew"):
        verified(forged, head, noted)


@pytest.mark.parametrize("text", ["", "Ada Lovelace", "ada@example.org", "My knee hurts", "x" * 65, "one\ntwo"])
def test_an_event_takes_no_names_and_no_answers(text: str) -> None:
    with pytest.raises(NotACodeWord):
        Event(1, START, "resident", "referral.sent", "referral", text)
