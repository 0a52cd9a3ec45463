"""Pictures of the contact centre: the queue, a call in its states, each ending, and what others see of it."""

import re

from sqlalchemy import select

from app.contact_centre.introductions import IntroductionRow
from app.db import session
from app.messages.store import OutboxMessage
from tests.pictures.studio import Studio

CALLS = "/staff/calls/"
MOTHER = {
    "caller": "Ruth Amari",
    "for_whom": "self",
    "born": "27 3 1951",
    "telephone": "01632 960123",
    "want": "Somebody to walk with",
    "careful": "Her son must not know",
}
DAUGHTER = {
    "caller": "Noor Amari",
    "telephone": "07700 900123",
    "for_whom": "someone_else",
    "person": "Ruth Amari",
    "relation": "parent",
    "born": "27 3 1951",
    "postcode": "TS18 1AU",
    "want": "Her mother sits alone all day and would like company. She used to sing.",
    "working": "Cooks for herself. The neighbour brings the shopping.",
    "around": "Two daughters, both at work. The neighbour, Bea.",
    "tried": "A befriender from church, until the spring.",
    "hard": ["relationships", "community"],
    "looked_for": "lunch club",
}


def calls(studio: Studio) -> None:
    studio.sign_in_as("adviser", "manager", name="Ada Adviser")
    studio.shot("call-queue-empty", CALLS)
    promised = studio.post(CALLS, **MOTHER)
    studio.post(f"{promised}/ring", day=["1", "12", "2030"], time="10:30")
    studio.shot("call-new", studio.post(CALLS))
    call = studio.post(CALLS, **DAUGHTER)
    studio.shot("call", call)
    _presses(studio, "They are who they say")
    studio.shot("call-one-fact")
    studio.page.get_by_label("Full name").check()
    studio.page.get_by_label("Date of birth").check()
    _presses(studio, "They are who they say")
    studio.shot("call-known")
    _presses(studio, "Pick")
    studio.shot("call-danger", studio.post(CALLS, around="He hits her when he has been drinking", safety="abuse"))
    for ending in ("information", "introduction", "appointment", "case", "ring", "died"):
        studio.shot(f"call-{ending}", f"{call}/{ending}")
    studio.go(f"{call}/introduction")
    _presses(studio, "Introduce them")
    studio.shot("call-introduction-mistake")
    _changed_in_two_windows(studio, call)
    studio.go(f"{call}/information")
    _presses(studio, "Send and end")
    studio.shot("call-ended")
    _letter(studio)
    _died(studio)
    studio.shot("call-queue", CALLS)


def _presses(studio: Studio, name: str) -> None:
    with studio.page.expect_navigation():
        studio.page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def _changed_in_two_windows(studio: Studio, call: str) -> None:
    """Writes in one window while another stands open, and then in that one."""
    studio.go(call)
    version = studio.page.locator("[name=version]").get_attribute("value") or ""
    picked = studio.page.locator("[name=picked]").first.get_attribute("value") or ""
    studio.post(call, **{**DAUGHTER, "picked": picked, "want": "To sing again"}, version=version, window="another")
    with studio.page.expect_navigation():
        studio.page.evaluate(
            "() => { const box = document.getElementById('want'); box.value = 'Company'; box.form.submit() }"
        )
    studio.shot("call-two-windows")


def _letter(studio: Studio) -> None:
    call = studio.post(CALLS, **DAUGHTER)
    studio.go(call)
    _presses(studio, "Pick")
    studio.post(f"{call}/information", how="post", address="Ruth Amari\n1 Mill Lane\nTS18 1AU")
    studio.shot("call-letters", f"{CALLS}letters/")
    studio.shot("call-letter", f"{CALLS}letters/{call.rsplit('/', 1)[1]}")


def _died(studio: Studio) -> None:
    call = studio.post(CALLS, caller="Noor Amari", for_whom="someone_else", person="Ben Amari")
    studio.post(f"{call}/died", person="Ben Amari", told_by="His daughter Noor", when="on Friday")
    studio.shot("call-died-noted", call)


def introductions(studio: Studio) -> None:
    """What a group sees of an introduction, and the two questions weeks later."""
    studio.sign_in_as("adviser", "manager", name="Ada Adviser")
    call = studio.post(CALLS, **DAUGHTER)
    studio.go(call)
    _presses(studio, "Pick")
    studio.go(f"{call}/introduction")
    studio.page.get_by_label("The caller says that the person agrees").check()
    studio.page.get_by_label("No", exact=True).check()
    _presses(studio, "Introduce them")
    studio.shot("introduction-made", f"{CALLS}introductions/")
    group, question = _links(studio)
    studio.shot("introduction", f"/introduction/?link={group}")
    studio.press("Show me the details")
    studio.shot("introduction-details")
    studio.press("Send our answer")
    studio.shot("introduction-mistake")
    studio.shot("introduction-how-it-went", f"/introduction/how-it-went?link={question}")
    studio.press("Send my answers")
    studio.shot("introduction-how-it-went-mistake")
    studio.shot("introduction-thanks", "/introduction/thanks")


def _links(studio: Studio) -> tuple[str, str]:
    """What opens the newest introduction, and what opens the questions about it."""
    with studio.site.app.app_context():
        row = session().scalars(select(IntroductionRow).order_by(IntroductionRow.made_at.desc())).first()
        messages = session().scalars(select(OutboxMessage).order_by(OutboxMessage.written.desc())).all()
        assert row is not None
        found = [link for message in messages for link in re.findall(r"/introduction/\?link=(\w+)", message.body)]
        return found[0], row.ask_token
