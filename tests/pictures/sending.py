"""Pictures of asking the council, sending, and coming back to what was sent."""

from typing import Any

from app.referrals.domain import CommunicationNeed
from tests.pictures.resident import HARD, PLACE, RESULTS
from tests.pictures.studio import Studio

LONG = "She fell on the stairs and has not been the same since. " * 90

FILLED: dict[str, dict[str, Any]] = {
    "birth": {"born": ["27", "3", "1948"]},
    "address": {"address": "12 Tilery Road\nStockton-on-Tees", "postcode": "TS18 1AU"},
    "health": {"gp": "Tilery Practice"},
    "reach": {"ways": ["telephone", "email"], "telephone": "01632 960123", "email": "ada@example.org", "receipt": "y"},
    "ringing": {"when": "morning", "say_who": "yes", "note": "Let it ring for a long time."},
    "talking": {"needs": [CommunicationNeed.LARGE_PRINT.value]},
    "sharing": {"gp": "yes", "self_assessment": "yes"},
}
MISTAKES: dict[str, dict[str, Any]] = {
    "who": {},
    "words": {"words": LONG},
    "name": {"name": "Ada " * 60},
    "birth": {"born": ["31", "2", "1951"], "age": "400"},
    "address": {"address": "12 Tilery Road", "postcode": "nowhere at all"},
    "health": {"gp": "x" * 300},
    "helper": {"name": "x" * 300},
    "reach": {},
    "ringing": {"instead_name": "Bea Bell"},
    "talking": {"other": "x" * 300},
    "sharing": {"named_who": "x" * 300},
}


def asking(studio: Studio) -> None:
    """The page that asks, and every page that follows for oneself; those that differ for somebody else."""
    studio.shot("asking-start", "/council/ask")
    studio.post("/council/ask")
    _each_page(studio, "", {"who": {"for_whom": "self"}})
    studio.post("/council/ask")
    studio.post("/assessment/delete", draft=studio.tag())
    studio.post("/council/ask")
    _each_page(studio, "-they", {"who": {"for_whom": "someone_else"}, "address": {"postcode": "TS1 1AA"}})
    studio.shot("asking-check-without-questions", "/council/check")


def _each_page(studio: Studio, suffix: str, filled: dict[str, dict[str, Any]]) -> None:
    tag = studio.tag()
    given = {**FILLED, "name": {"name": "Ada Bell"}, **filled}
    while not (place := studio.next_page()).endswith("/check"):
        step = place.rsplit("/", 1)[1]
        studio.shot(f"asking-{step}{suffix}", place)
        if step in MISTAKES and not suffix:
            studio.go(place)
            studio.fill_in_and_press("Continue", **MISTAKES[step])
            studio.shot(f"asking-{step}-mistake")
        studio.post(place, draft=tag, **given.get(step, {}))


def easy_read(studio: Studio) -> None:
    """Every page of sending in Easy Read, to the confirmation."""
    studio.start(easy_read="yes")
    for _ in studio.questions({**PLACE, **RESULTS["formal"]}, easy_read=True):
        pass
    tag = studio.tag()
    given = {**FILLED, "name": {"name": "Ada Bell"}, "talking": {"needs": [CommunicationNeed.EASY_READ.value]}}
    while not (place := studio.next_page()).endswith("/check"):
        step = place.rsplit("/", 1)[1]
        studio.shot(f"easy-{step}", place)
        studio.post(place, draft=tag, **given.get(step, {}))
    studio.shot("easy-check", "/council/check")
    studio.post("/council/send", draft=tag)
    studio.shot("easy-sent", "/council/sent")


def sending(studio: Studio) -> None:
    """Checking, sending, and what became of it: received, looked at, done, added to, taken back."""
    studio.answer(**PLACE, **RESULTS["formal"])
    studio.fill(**FILLED)
    studio.shot("sending-check", "/council/check")
    studio.shot("sending-where", "/council/where")
    code = studio.send()
    studio.shot("sending-sent", "/council/sent")
    studio.shot("sending-sent-print", "/council/sent", media="print")
    studio.shot("sending-copy", "/council/copy")
    studio.go("/council/where")
    studio.labelled("Your code").fill("ABCD 1234 ABCD 1234")
    studio.press("Show my form")
    studio.shot("sending-where-wrong-code")
    studio.labelled("Your code").fill(code)
    studio.press("Show my form")
    studio.shot("sending-status-received")
    studio.shot("sending-add", "/council/add")
    studio.press("Add it")
    studio.shot("sending-add-mistake")
    studio.labelled("What would you like to add?").fill("My sister comes on Sundays.")
    studio.press("Add it")
    studio.shot("sending-status-added")
    studio.shot("sending-withdraw", "/council/withdraw")
    studio.press("Take my form back")
    studio.shot("sending-status-taken-back")


def sending_urgent(studio: Studio) -> None:
    studio.answer(**PLACE, **RESULTS["safeguarding"])
    studio.fill(**FILLED)
    studio.shot("sending_urgent-check", "/council/check")
    studio.send()
    studio.shot("sending_urgent-sent", "/council/sent")
    studio.shot("sending_urgent-withdraw", "/council/withdraw")


def sending_both(studio: Studio) -> None:
    said = {**RESULTS["formal-carer"], **HARD}
    studio.answer(**PLACE, **said)
    studio.fill(**FILLED)
    studio.shot("sending_both-check", "/council/check")
    studio.send()
    studio.shot("sending_both-sent", "/council/sent")
    studio.shot("sending_both-status", "/council/status")
    studio.shot("sending_both-add", "/council/add")
