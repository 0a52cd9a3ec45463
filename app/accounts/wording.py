"""The words of the letters about accounts, and of the roles."""

from collections.abc import Mapping
from enum import Enum

from app.accounts.domain import Purpose, Role, Staff
from app.councils.api import council

ROLES: Mapping[Role, tuple[str, str]] = {
    Role.ADVISER: ("Contact-centre adviser", "Talks with callers, sends lists, and raises cases."),
    Role.TRIAGE: ("Triage officer", "Reads the forms that residents send and decides where they go."),
    Role.CARERS_TEAM: ("Carers' team", "Works with the cases of carers."),
    Role.SAFEGUARDING: ("Safeguarding", "Works with worries about somebody's safety."),
    Role.DIRECTORY_EDITOR: ("Directory editor", "Keeps the listings, sources and collections right."),
    Role.COMMUNITY_EDITOR: (
        "Community editor",
        "Keeps the listings of their own group. Does not work for the council.",
    ),
    Role.PA: ("Personal assistant", "Keeps their own profile. Does not work for the council."),
    Role.SEEKER: ("Looks for a personal assistant", "Writes to personal assistants. Does not work for the council."),
    Role.MANAGER: ("Manager", "Sees the figures, and everything that the teams see."),
    Role.ADMINISTRATOR: ("Administrator", "Invites colleagues and says what each may do. Sees no cases."),
}
"""What each role is called, and what it is for."""

_LETTERS: Mapping[Purpose, tuple[str, str]] = {
    Purpose.INVITATION: (
        "Your account for {service}",
        """Hello {name},

{council} has opened an account for you, to work with {service}.

Open this link to choose your password and to set up your second step. It works once, for 7 days:

{address}

If you did not expect this, do nothing, and tell whoever looks after your council's computers.
""",
    ),
    Purpose.PASSWORD: (
        "Choose a new password for {service}",
        """Hello {name},

Somebody said on the sign-in page of {service} that they lost the password of your account. If that was you, open this
link to choose a new one. It works once, for one hour:

{address}

If it was not you, do nothing: your password stays as it is.
""",
    ),
}


def letter(purpose: Purpose, name: str, address: str) -> tuple[str, str]:
    """The subject and the words of the letter that brings somebody a link."""
    here = council()
    said = {"service": here.service_name, "council": here.name, "name": name, "address": address}
    subject, body = _LETTERS[purpose]
    return subject.format(**said), body.format(**said)


class Answer(Enum):
    """How we answer whoever asks to sign in by e-mail. Only the owner of the address learns which it was."""

    LINK = "link"
    NEWCOMER = "newcomer"
    NOBODY = "nobody"
    CLOSED = "closed"
    STAFF = "staff"

    @property
    def has_a_link(self) -> bool:
        """Whether the letter brings a link that signs in."""
        return self in {Answer.LINK, Answer.NEWCOMER}

    @property
    def leads_to(self) -> str:
        """The path of the page that it names otherwise."""
        return "/staff/sign-in" if self is Answer.STAFF else "/groups/"


def answer_to(staff: Staff | None, role: Role | None) -> Answer:
    """What the owner of an address gets: whoever has no account may open one on the way to a page of `role`."""
    if staff is None:
        return Answer.NOBODY if role is None else Answer.NEWCOMER
    if not staff.is_of_the_public:
        return Answer.STAFF
    return Answer.CLOSED if staff.disabled else Answer.LINK


_HOW = """Open this link to go on. It works once, for 30 minutes:

{address}

On the device where you asked, this is all. On another one, such as your phone, it asks for the code of 6 digits that
the page shows on which you asked. You are then signed in on the phone. You can pass this e-mail on without harm:
without that code nobody gets in.

We never ask for the code by telephone or e-mail. If you did not ask to sign in, do nothing."""

_ANSWERS: Mapping[Answer, tuple[str, str]] = {
    Answer.LINK: ("Sign in to {service}", f"Hello,\n\n{_HOW}\n"),
    Answer.NEWCOMER: (
        "Start your own page with {service}",
        f"Hello,\n\nThere is no account for this address yet. When you go on we open one.\n\n{_HOW}\n",
    ),
    Answer.NOBODY: (
        "Nobody keeps a page with this address",
        """Hello,

Somebody, most likely you, asked to sign in to {service} with this e-mail address. There is no account for it.

Did you use another address? Ask again with that one. To put a group or club into the directory, begin here:

{address}

If it was not you, do nothing.
""",
    ),
    Answer.CLOSED: (
        "Your account with {service} is closed",
        """Hello,

Somebody, most likely you, asked to sign in to {service}. The account for this address is closed.

If you think that is wrong, ring {council} on {telephone}.
""",
    ),
    Answer.STAFF: (
        "Sign in to {service} as staff",
        """Hello,

Somebody, most likely you, asked to sign in to {service} where groups and personal assistants do. You have an account of
the council's staff, which opens with your password and second step, here:

{address}

If you also keep the page of a group, use another e-mail address for it.
""",
    ),
}


def letter_about_signing_in(answer: Answer, address: str) -> tuple[str, str]:
    """The subject and the words of the letter to whoever asked to sign in."""
    here = council()
    said = {"service": here.service_name, "council": here.name, "telephone": here.telephone, "address": address}
    subject, body = _ANSWERS[answer]
    return subject.format(**said), body.format(**said)
