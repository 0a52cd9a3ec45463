"""Words that try to become part of a page, and a site in which both rooms hold them in every field for text.

They are written straight into the stores, past every form that would refuse them: a page has to show whatever it is
given as words. What of them comes to run calls `ran`, which whoever opens the pages puts into the browser.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy.orm import Session

from app.accounts.domain import Role, Staff
from app.db import transaction
from app.kernel.clock import now, today
from app.listings.claims import store as claim_store
from app.listings.claims.claim import Claim, State, Way
from app.listings.claims.store import InvitationRow
from app.listings.domain import Contact, Cost, Group, OwnService, Pause, Picture, Place, Times, as_json
from app.listings.micro_enterprises import store as micro_enterprises_store
from app.listings.micro_enterprises.seen import Check as Seen
from app.listings.micro_enterprises.seen import What
from app.listings.public import publication
from app.pa_finder.domain import Check, CheckKind, Details, Experience, Profile, Task
from app.pa_finder.record import store as pa_store
from app.pa_finder.record.written import profile_as_json
from app.pa_finder.talking import advert_store, conversation_store
from app.pa_finder.talking.advert import Advert, Kept, Stage
from app.pa_finder.talking.conversation import About, Reach, Report, Side
from app.publishing import api as publishing
from app.publishing import moderation
from app.publishing.domain import Kind, Standing
from app.publishing.store import PageRow
from tests.staff import member_of_staff

Value = TypeVar("Value")
Officers = Mapping[Role, Staff]

LONGEST = 300
COMPUTED = "31415926"  # what {{3141592*10+6}} and its like come to
_SUM = "3141592*10+6"
_TAGS = (
    "<script>ran()</script>",
    "<ScRiPt >ran()</ScRiPt>",
    "<script src=data:,ran()></script>",
    "<script/x>ran()</script>",
    "<<script>ran();//<</script>",
    "<img src=x onerror=ran()>",
    "<img/src=x/onerror=ran()>",
    "<svg onload=ran()>",
    "<svg/onload=ran()//",
    "<svg><script>ran()</script></svg>",
    "<svg><animate onbegin=ran() attributeName=x dur=1s>",
    "<math><mtext><img src=x onerror=ran()></mtext></math>",
    "<body onload=ran()>",
    "<iframe src=javascript:ran()></iframe>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<object data=javascript:ran()></object>",
    "<embed src=javascript:ran()>",
    "<details open ontoggle=ran()>x</details>",
    "<video><source onerror=ran()></video>",
    "<audio src=x onerror=ran()>",
    "<input autofocus onfocus=ran()>",
    "<select autofocus onfocus=ran()></select>",
    "<textarea autofocus onfocus=ran()>",
    "<marquee onstart=ran()>x</marquee>",
    "<style>@import 'data:text/css,*{color:red}';</style>",
    "<style>*{background:url(https://evil.example/x)}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
    "<form action=https://evil.example/><button autofocus>x</button></form>",
    "<a href=javascript:ran()>x</a>",
    "<button popovertarget=x onclick=ran()>x</button><div id=x popover onbeforetoggle=ran()>y</div>",
    "<x-ran onpointerover=ran() style=position:fixed;inset:0>x",
    "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    "<!--><img src=x onerror=ran()>-->",
    "<![CDATA[<script>ran()</script>]]>",
)
_WAYS_OUT = ('">', "'>", "</textarea>", "</title>", "</script>", "-->", '" ', "</option></select>", "</style>")
_FROM_WITHIN = tuple(f"{out}<script>ran()</script>" for out in _WAYS_OUT)
_WITH_PICTURES = tuple(f"{out}<img src=x onerror=ran()>" for out in _WAYS_OUT)
_ATTRIBUTES = (
    '" onmouseover="ran()',
    "' onfocus='ran()' autofocus='",
    '" autofocus onfocus=ran() x="',
    '" style="position:fixed;inset:0" onpointermove="ran()',
    "` onerror=ran() ",
    '"onload="ran()',
    '" srcdoc="<script>parent.ran()</script>',
    '" formaction="javascript:ran()',
)
_ADDRESSES = (
    "javascript:ran()",
    "JaVaScRiPt:ran()",
    "java\tscript:ran()",
    "\x01javascript:ran()",
    "javascript://example.org/%0aran()",
    "data:text/html,<script>ran()</script>",
    "vbscript:ran()",
    'https://example.org/"onmouseover="ran()',
    "//evil.example/x",
    "https://example.org@evil.example/",
    "mailto:x@example.org?body=<script>ran()</script>",
)
_TEMPLATES = (
    "{{" + _SUM + "}}",
    "{{ [].__class__.__base__.__subclasses__() }}{{" + _SUM + "}}",
    "{% print(" + _SUM + ") %}",
    "${" + _SUM + "}",
    "#{" + _SUM + "}",
    "<%= " + _SUM + " %>",
    "%(council)s %(nothing)s %s %d",
    "{0.__class__} {council.__class__}",
)
_ENCODED = (
    "&lt;script&gt;ran()&lt;/script&gt;",
    "&#60;script&#62;ran()&#60;/script&#62;",
    "%3Cscript%3Eran()%3C/script%3E",
    "\\u003cscript\\u003eran()\\u003c/script\\u003e",
    "\uff1cscript\uff1eran()\uff1c/script\uff1e",
    "+ADw-script+AD4-ran()+ADw-/script+AD4-",
    "<scr\u200bipt>ran()</scr\u200bipt>",
    "\u202e<tpircs>ran()",
    "<img src=x onerror=&#114;an()>",
)
_OTHER_PLACES = (
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|'/c calc'!A1",
    "+1+1",
    "@SUM(1)",
    "-2+3",
    "'; DROP TABLE own_pages; --",
    "' OR '1'='1",
    "\r\nX-Injected: ran\r\n\r\n<script>ran()</script>",
    "x\nBEGIN:VEVENT\nSUMMARY:ran\nEND:VEVENT",
    "../../../../etc/passwd",
    "constructor.constructor('ran()')()",
    "__proto__",
)
PAYLOADS = (
    *_TAGS,
    *_FROM_WITHIN,
    *_WITH_PICTURES,
    *_ATTRIBUTES,
    *_ADDRESSES,
    *_TEMPLATES,
    *_ENCODED,
    *_OTHER_PLACES,
)
"""A hundred and more, each short enough for every box."""

SAMPLE = tuple(
    PAYLOADS[PAYLOADS.index(one)]
    for one in (
        "<script>ran()</script>",
        "<img src=x onerror=ran()>",
        '"><script>ran()</script>',
        "</textarea><script>ran()</script>",
        "</title><img src=x onerror=ran()>",
        '" onmouseover="ran()',
        "javascript:ran()",
        "{{" + _SUM + "}}",
        "%(council)s %(nothing)s %s %d",
        "\r\nX-Injected: ran\r\n\r\n<script>ran()</script>",
    )
)

# Fields whose text is a code of ours, an id or something that is read before it is shown at all.
_NOT_WORDS = {"id", "instead_of", "needs", "ways", "access", "often", "day", "starts", "ends", "first", "price"}
_READ_FIRST = frozenset({"postcode", "amount", "youngest", "oldest", "ends_on", "email", "website"})


def saying(value: Value, words: str, but: frozenset[str] = frozenset()) -> Value:
    """The same with these words in every field for text, also of what it holds; `but` are fields to leave alone."""
    changed: dict[str, Any] = {}
    for field in fields(value) if is_dataclass(value) else ():
        kept = getattr(value, field.name)
        if field.name in _NOT_WORDS | but:
            continue
        if isinstance(kept, str):
            changed[field.name] = words
        elif isinstance(kept, tuple):
            changed[field.name] = tuple(saying(one, words, but) for one in kept)
    return replace(value, **changed) if is_dataclass(value) and not isinstance(value, type) else value


@dataclass(frozen=True)
class Record:
    """One payload in everything that both rooms keep: whose it is, and by what names the pages about it are found."""

    pa: Staff
    seeker: Staff
    listing: UUID
    service: str
    assistant: UUID
    short: str
    advert: UUID
    conversation: UUID
    report: UUID
    claim: UUID

    def pages(self) -> Iterator[tuple[str, str]]:
        """Who opens which page: "editor", "pa", "seeker", "anybody" or the value of a role."""
        yield from self._of_the_group()
        yield from self._of_the_assistant()
        for who in ("seeker", "pa"):
            for path in ("", "share", "report", "end"):
                yield who, f"/personal-assistants/messages/{self.conversation}/{path}"
        yield "seeker", f"/personal-assistants/adverts/{self.advert}/"
        yield Role.CARERS_TEAM, f"/staff/personal-assistants/adverts/{self.advert}/"
        yield Role.SAFEGUARDING, f"/staff/personal-assistants/reports/{self.report}/"

    def _of_the_group(self) -> Iterator[tuple[str, str]]:
        steps = ("what", "who", "when", "where", "cost", "access", "joining", "closed", "trade")
        ours = (f"/your-pages/listing/{self.listing}", f"services/{self.service}")
        paths = ("", "everything", "pictures", f"preview/{self.service}", *(f"{ours[1]}/{step}" for step in steps))
        yield from (("editor", f"{ours[0]}/{path}") for path in paths)
        yield "editor", f"/your-pages/{self.listing}/history"
        yield "editor", f"/your-pages/{self.listing}/editors/"
        yield "editor", f"/your-pages/{self.listing}/take-down"
        yield "editor", f"/your-pages/claims/one/{self.claim}"
        yield "editor", f"/your-pages/share/{self.listing}/"
        yield "anybody", f"/directory/service/community/{self.service}"
        yield "anybody", f"/groups/widget/{self.listing}"
        yield "anybody", f"/groups/poster/{self.listing}"
        yield Role.DIRECTORY_EDITOR, f"/staff/pages/{self.listing}/"
        yield Role.DIRECTORY_EDITOR, f"/staff/pages/claims/{self.claim}"
        yield Role.DIRECTORY_EDITOR, f"/staff/micro-enterprises/{self.listing}/"

    def _of_the_assistant(self) -> Iterator[tuple[str, str]]:
        yield from (("pa", f"/your-pages/pa/{self.assistant}/{path}") for path in ("", "all", "preview", "leave"))
        yield "pa", f"/your-pages/{self.assistant}/history"
        yield "anybody", f"/personal-assistants/{self.short}"
        yield Role.CARERS_TEAM, f"/staff/pages/{self.assistant}/"
        yield Role.CARERS_TEAM, f"/staff/personal-assistants/{self.assistant}/"


LISTS = (
    "/directory/?q=ran",
    "/personal-assistants/found",
    "/your-pages/",
    "/your-pages/account/",
    "/your-pages/claims/",
    "/personal-assistants/messages/",
    "/staff/pages/",
    "/staff/pages/?show=all",
    "/staff/pages/claims/",
    "/staff/pages-to-ring/",
    "/staff/micro-enterprises/",
    "/staff/personal-assistants/",
    "/staff/personal-assistants/adverts/",
    "/staff/personal-assistants/reports/",
    "/staff/listings/",
    "/staff/accounts/",
)
"""Pages on which many of them stand together, to be asked for by everybody."""


def officers(app: Flask, words: str) -> Officers:
    """Somebody of each role, whose name is hostile as well."""
    return {role: member_of_staff(app, f"{role}@staff.example.org", role, name=words) for role in Role}


def record(app: Flask, words: str, officers: Officers) -> Record:
    """Writes these words into every field for text of both rooms; the listing is the one editor's."""
    pa, seeker = (member_of_staff(app, f"{uuid4()}@example.org", role, name=words) for role in (Role.PA, Role.SEEKER))
    with app.test_request_context(), transaction() as writing:
        listing, service = _listing(writing, words, officers)
        assistant, short = _assistant(writing, words, pa)
        advert, conversation, report = _talk(writing, words, (seeker, pa), assistant)
        claim = _claim(writing, words, officers, listing)
    return Record(pa, seeker, listing, service, assistant, short, advert, conversation, report, claim)


def _group(words: str) -> Group:
    service = OwnService(
        id=str(uuid4()),
        needs=("befriending",),
        places=(Place(id=str(uuid4()), postcode="TS18 1AU"),),
        times=(Times("week", "MO", "10am", "noon"),),
        costs=(Cost(amount="3.00"),),
        pauses=(Pause("1 January 2030", "2 January 2030"),),
    )
    contacts = (Contact(email="walk@example.org"),)
    group = saying(Group(contacts=contacts, sole_trader=True, services=(service,)), words, _READ_FIRST)
    # The directory takes no listing whose name is nothing but marks.
    return replace(group, name=f"Tea {words}", services=(replace(group.services[0], name=f"Tea {words}"),))


def _listing(writing: Session, words: str, officers: Officers) -> tuple[UUID, str]:
    """A page that is public, and whose draft says the same in the boxes, too, that have to be read first."""
    editor, public = officers[Role.COMMUNITY_EDITOR], _group(words)
    page = publishing.begin(writing, Kind.LISTING, words, editor.id, as_json(public), already_public=True)
    publication.publish(writing, page.id, public)
    draft = saying(replace(public, pictures=(Picture(),)), words)
    publishing.save_draft(writing, page.id, editor.id, page.newest, as_json(draft), words)
    row = writing.get(PageRow, page.id)
    assert row is not None
    row.standing = Standing.WAITING  # past the checks that would stop it
    moderation.ask_back(writing, page.id, row.newest, officers[Role.MANAGER].id, words)
    row.standing = Standing.WAITING
    seen = Seen(uuid4(), page.id, What.TRAINING, words, "copy", today(), None, editor.id, Role.MANAGER, now())
    micro_enterprises_store.add(writing, seen)
    asked = InvitationRow(id=uuid4(), page_id=page.id, email=words, token_hash=uuid4().hex, by=editor.id)
    asked.hands_over, asked.until = False, now() + timedelta(days=7)
    writing.add(asked)
    writing.flush()
    return page.id, public.services[0].id


def _assistant(writing: Session, words: str, pa: Staff) -> tuple[UUID, str]:
    """A personal assistant whom people see."""
    tasks, experience = frozenset({Task.MEALS, Task.DRESSING}), frozenset({Experience.DEMENTIA})
    profile = saying(Profile(tasks=tasks, experience=experience), words)
    page = publishing.begin(writing, Kind.PA, words, pa.id, profile_as_json(profile), already_public=True)
    short = pa_store.begin(writing, page.id, pa.id)
    pa_store.save_details(writing, page.id, 1, saying(Details(born=date(1980, 5, 1)), words))
    pa_store.publish(writing, page.id, profile)
    for kind in CheckKind:
        pa_store.add_check(writing, page.id, Check(uuid4(), kind, today(), None, words, pa.id, now(), 2))
    return page.id, short


def _talk(writing: Session, words: str, both: tuple[Staff, Staff], page: UUID) -> tuple[UUID, UUID, UUID]:
    """An advert that waits, and a conversation in which both have said and shared something, and one reports it."""
    seeker, pa = both
    advert = Advert("me", (Task.MEALS,), ("0-morning",), words, words, words)
    waits = Kept(uuid4(), seeker.id, None, words, Stage.WAITING, advert, (page,), words, "en", 1, now())
    out = replace(waits, id=uuid4(), stage=Stage.OUT)
    for kept in (waits, out):
        advert_store.begin(writing, kept, uuid4().hex)
    talk = conversation_store.begin(writing, out, pa.id, words, page)
    for side in Side:
        assert talk is not None
        conversation_store.say(writing, talk, side, uuid4(), words)
        conversation_store.share(writing, talk, side, Reach(words, words))
        talk = conversation_store.by_id(writing, talk.id)
    assert talk is not None
    report = Report(uuid4(), talk.id, Side.SEEKER, About.RUDE, words, now(), "", None, "", 1)
    conversation_store.add_report(writing, talk, report)
    return waits.id, talk.id, report.id


def _claim(writing: Session, words: str, officers: Officers, page: UUID) -> UUID:
    """A claim that staff have to decide."""
    key = ("sample", str(uuid4()))
    claim = Claim(
        uuid4(),
        officers[Role.COMMUNITY_EDITOR].id,
        key,
        words,
        Way.STAFF,
        State.WAITING,
        words,
        now(),
        None,
        0,
        page,
        "",
    )
    claim_store.add(writing, claim, None)
    return claim.id
