"""The words of the letters about claims and about keeping a page together."""

from app.accounts.domain import Staff
from app.councils.api import council
from app.publishing import checks

NOT_KNOWN_THERE = "The people of the listing answered that they do not know you."

_TO_THE_LISTING = (
    "Does {who} speak for {name}?",
    """Hello,

{name} is listed in {service}. {who} ({email}) wants to keep its page up to date, and says that they speak for you.

Is that right? Say so here. It works once, for 7 days, and you need no account:

{address}

If you do not know them, say that there, or do nothing. Nobody can change your page then.
""",
)

_LETTER = """{name}

Somebody who signs in with an e-mail address wants to keep the page of {name} in {service} up to date.

If it is somebody of yours, give them this code. It works for 28 days:

    {code}

They type it here: {address}

If you know nothing of it, keep the code to yourselves and ring us on {telephone}. Nobody can change
your page without it.
"""

_GRANTED = (
    "You keep the page of {name} now",
    """Hello,

You can change what {service} says about {name}. Sign in here:

{address}

People go on reading what stands there now until we have looked at your first change.
""",
)

_REFUSED = (
    "About the page of {name}",
    """Hello,

You asked to keep the page of {name} in {service}. We cannot give it to you.

{reason}

If you can show it in another way, ring us on {telephone} or try again.
""",
)

_SOMEBODY_KEEPS_IT = (
    "Somebody keeps the page of {name} now",
    """Hello,

{name} is listed in {service}. Somebody has shown us that they speak for it, and can change what its page says.

If you did not expect this, ring us on {telephone}.
""",
)

_ASKED = (
    "{who} would like to keep the page of {name} with you",
    """Hello,

You keep the page of {name} in {service}. {who} ({email}) asked to keep it with you.

If you know them and want that, invite them here:

{address}

Otherwise you need do nothing.
""",
)

_INVITED = (
    "Keep the page of {name} with {who}",
    """Hello,

{who} asks you to keep the page of {name} in {service}{together}. The link works for 14 days:

{address}

You sign in with this e-mail address. There is no password. If you do not want to, do nothing.
""",
)

_TAKEN_AWAY = (
    "You no longer keep the page of {name}",
    """Hello,

{who} has taken you off the people who keep the page of {name} in {service}.

If that is wrong, ring us on {telephone}.
""",
)


def to_the_listing(name: str, who: Staff, address: str) -> tuple[str, str]:
    """Asks the people of a listing whether somebody speaks for them."""
    return _filled(_TO_THE_LISTING, name=name, who=_harmless(who.name, "Somebody"), email=who.email, address=address)


def letter(name: str, code: str, address: str) -> str:
    """Brings a code by post."""
    return _filled(("", _LETTER), name=name, code=code, address=address)[1]


def granted(name: str, address: str) -> tuple[str, str]:
    """Says to whoever claimed it that they keep the page."""
    return _filled(_GRANTED, name=name, address=address)


def refused(name: str, reason: str) -> tuple[str, str]:
    """Says that they do not, and why."""
    return _filled(_REFUSED, name=name, reason=reason)


def somebody_keeps_it(name: str) -> tuple[str, str]:
    """Says it to the people of the listing."""
    return _filled(_SOMEBODY_KEEPS_IT, name=name)


def asked(name: str, who: Staff, address: str) -> tuple[str, str]:
    """Asks those who keep a page whether somebody may keep it with them."""
    return _filled(_ASKED, name=name, who=_harmless(who.name, "Somebody"), email=who.email, address=address)


def invited(name: str, who: Staff, address: str, hands_over: bool) -> tuple[str, str]:
    """Asks somebody to keep a page. Anybody may be asked, and nobody has checked what the page is called."""
    return _filled(
        _INVITED,
        name=_harmless(name, "a group"),
        who=_harmless(who.name, "Somebody"),
        address=address,
        together=" from now on" if hands_over else " too",
    )


def taken_away(name: str, who: Staff) -> tuple[str, str]:
    """Says to somebody that another editor took them off."""
    return _filled(_TAKEN_AWAY, name=name, who=who.name)


def _harmless(name: str, instead: str) -> str:
    """A name in one line; other words when it would lead a stranger elsewhere in a letter of the council's."""
    line = " ".join(name.split())
    return instead if checks.links_in(line) or checks.contact_details_in(line) else line


def _filled(words: tuple[str, str], **said: str) -> tuple[str, str]:
    here = council()
    ours = {"service": here.service_name, "council": here.name, "telephone": here.telephone}
    subject, body = words
    return subject.format(**ours, **said), body.format(**ours, **said)
