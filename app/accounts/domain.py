"""Somebody with an account, and how long a session lives."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto

IDLE = timedelta(minutes=30)
"""A session of staff ends when no page was asked for in this time."""

LONGEST = timedelta(hours=12)
"""A session of staff ends then, however busy."""

ONE_TIME_LIFE = timedelta(days=7)
"""A one-time password that was not used by then opens nothing."""


class Role(StrEnum):
    """What somebody with an account is here to do. One person may have several roles: small councils share the work."""

    ADVISER = "adviser"  # of the contact centre
    TRIAGE = "triage"
    CARERS_TEAM = "carers_team"
    SAFEGUARDING = "safeguarding"
    DIRECTORY_EDITOR = "directory_editor"
    COMMUNITY_EDITOR = "community_editor"
    PA = "pa"
    SEEKER = "seeker"  # of a personal assistant
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


OF_THE_PUBLIC = frozenset({Role.COMMUNITY_EDITOR, Role.PA, Role.SEEKER})
"""Whoever keeps a page of their own or looks for a personal assistant. Everybody else works for the council."""


NOWHERE = "@no-address.example.com"
"""Where the addresses of accounts end whose owners have none. Nothing is delivered there (RFC 2606)."""


class Asker(StrEnum):
    """Somebody who asks for a page and of whom no role is wanted."""

    ANYONE = "anyone"
    RESIDENT = "a resident with a form"
    SENDER = "whoever sent one"
    SIGNED_IN = "whoever is signed in, also while they still have something to set up"


Who = Asker | frozenset[Role]


@dataclass(frozen=True)
class Life:
    """A session ends when no page was asked for in `idle`, and after `longest` however busy."""

    idle: timedelta
    longest: timedelta


OF_STAFF = Life(IDLE, LONGEST)

OF_A_VISIT = Life(timedelta(hours=2), timedelta(hours=12))
"""Of whoever keeps a page of their own, on a computer that others use too: long enough to write one in peace."""

OF_ONES_OWN_DEVICE = Life(timedelta(days=14), timedelta(days=30))
"""The same where they say that the telephone or computer is their own: talks with people go on for weeks."""

FRESH = timedelta(minutes=30)
"""So long after signing in somebody may add a passkey: a session stolen later must not become a lasting one."""


@dataclass(frozen=True)
class PagesOfStaff:
    """A group of the staff's navigation: its name, and its pages by endpoint with the words of their links."""

    name: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Staff:
    """Somebody with an account. `one_time_until` is set while their password is one that somebody else has seen."""

    id: int
    email: str
    name: str
    roles: frozenset[Role]
    disabled: bool
    one_time_until: datetime | None
    has_second_factor: bool = False

    @property
    def is_of_the_public(self) -> bool:
        """Whether they keep pages of their own and do nothing for the council. They sign in by mailed links."""
        return bool(self.roles) and self.roles <= OF_THE_PUBLIC

    @property
    def has_address(self) -> bool:
        """Whether they can be written to: staff write for callers who have no e-mail."""
        return not self.email.endswith(NOWHERE)

    @property
    def must_change_password(self) -> bool:
        """Whether they may do nothing before they have chosen a password of their own."""
        return self.one_time_until is not None

    def may_come_in(self, now: datetime) -> bool:
        """Whether the right password opens the account at the moment."""
        return not self.disabled and (self.one_time_until is None or now < self.one_time_until)


class NotProven(Exception):
    """What came back from the council's own sign-in does not prove who somebody is, or nobody here is joined to it."""


class ProviderAway(Exception):
    """The council's own sign-in does not answer as it should."""


class NotAccepted(Exception):
    """A device's answer does not prove what it should."""


class Purpose(StrEnum):
    """What a link in an e-mail is for."""

    INVITATION = "invitation"
    PASSWORD = "password"


LIFE_OF_A_MAILED_SIGN_IN = timedelta(minutes=30)

LIFE_OF_A_LINK = {Purpose.INVITATION: timedelta(days=7), Purpose.PASSWORD: timedelta(hours=1)}


class Step(Enum):
    """What somebody has to do before anything else."""

    CODE = auto()  # of their second factor
    PASSWORD = auto()
    SECOND_FACTOR = auto()  # to be set up


def first_step(staff: Staff, whole: bool) -> Step | None:
    """What comes first for somebody whose password was right. A session that is `whole` has had its second step."""
    if not whole and staff.has_second_factor:
        return Step.CODE
    if staff.must_change_password:
        return Step.PASSWORD
    return None if whole else Step.SECOND_FACTOR


def browser_in_words(user_agent: str) -> str:
    """Which browser somebody used, as they would say it: "Firefox on Windows"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


# In this order: each of the first ones names those below it as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def sign_in_name(text: str) -> str:
    """An e-mail address as accounts are kept and found by it."""
    return printable(text).strip().lower()


def printable(text: str) -> str:
    """The text without characters that no page can show and no address holds."""
    return "".join(character for character in text if character.isprintable())


def life_of(staff: Staff, lasting: bool) -> Life:
    """How long a session of theirs may live. `lasting` was asked for; nobody who works for the council gets it."""
    if not staff.is_of_the_public:
        return OF_STAFF
    return OF_ONES_OWN_DEVICE if lasting else OF_A_VISIT


def still_alive(started: datetime, seen: datetime, now: datetime, life: Life = OF_STAFF) -> bool:
    """Whether a session lives. A moment in the future is as wrong as one long past: no turned clock revives it."""
    return abs(now - seen) < life.idle and abs(now - started) < life.longest
