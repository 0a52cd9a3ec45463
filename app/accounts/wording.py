"""The words of the letters to staff, and of the roles."""

from collections.abc import Mapping

from app.accounts.domain import Purpose, Role
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
