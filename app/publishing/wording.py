"""What the pages and checks of publishing say, by the code words of the domain."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.publishing.checks import Found, What
from app.publishing.domain import Deed, Kind, Standing

# Read by residents too, who write adverts and messages.
FOUND: Mapping[What, LazyString] = {
    What.SURNAME: _("This looks like a surname: %(text)s"),
    What.EMAIL: _("This looks like an e-mail address: %(text)s"),
    What.TELEPHONE: _("This looks like a telephone number: %(text)s"),
    What.POSTCODE: _("This looks like a postcode: %(text)s"),
    What.ADDRESS: _("This looks like somebody’s address: %(text)s"),
    What.ACCOUNT_ELSEWHERE: _("This looks like a way to reach somebody on another site: %(text)s"),
    What.LINK: _("This looks like a link to another site: %(text)s"),
    What.NATIONAL_INSURANCE: _("This looks like a National Insurance number: %(text)s"),
    What.NHS_NUMBER: _("This looks like an NHS number: %(text)s"),
    What.DATE_OF_BIRTH: _("This looks like somebody’s date of birth: %(text)s"),
    What.BANK_DETAILS: _("This looks like the details of a bank account or card: %(text)s"),
    What.CURE: _("This sounds like a promise that something cures people or stands in for medicine: %(text)s"),
}

STANDINGS: Mapping[Standing, str] = {
    Standing.DRAFT: "Draft",
    Standing.WAITING: "Waiting to be checked",
    Standing.ASKED_BACK: "We asked you something",
    Standing.REJECTED: "Not published",
    Standing.PUBLISHED: "Public",
    Standing.REMOVED: "Taken down",
}

DEEDS: Mapping[Deed, str] = {
    Deed.SENT: "sent to be checked",
    Deed.PUBLISHED_AT_ONCE: "published at once by a trusted editor",
    Deed.APPROVED: "approved",
    Deed.ASKED_BACK: "a question was asked",
    Deed.REJECTED: "rejected",
    Deed.TAKEN_DOWN: "taken down by the council",
    Deed.REMOVED_BY_OWNER: "taken down by those who keep it",
    Deed.RESTORED: "an earlier version made the newest",
    Deed.LOOKED_AT: "looked at afterwards",
}

# Of an e-mail, in the council's own language.
SUBJECTS: Mapping[Deed, str] = {
    Deed.APPROVED: "Your page “{title}” is public",
    Deed.ASKED_BACK: "A question about your page “{title}”",
    Deed.REJECTED: "Your page “{title}” was not published",
    Deed.TAKEN_DOWN: "Your page “{title}” was taken down",
}

MANY: Mapping[Kind, str] = {
    Kind.LISTING: "Pages of groups and sole traders: {number}",
    Kind.PA: "Pages of personal assistants: {number}",
}

LONGEST_QUOTE = 60


def explained(found: Found) -> str:
    """What was found, in words."""
    quoted = found.text if len(found.text) <= LONGEST_QUOTE else found.text[:LONGEST_QUOTE] + "…"
    return str(FOUND[found.what]) % {"text": quoted}
