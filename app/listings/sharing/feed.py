"""What a group does as an Atom feed (RFC 4287): an entry for each service, as new as what people read of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from app.directory.domain import Idea
from app.listings.sharing.shared import Public
from app.web.addresses import public_address

ATOM = "http://www.w3.org/2005/Atom"
Xml.register_namespace("", ATOM)


def feed_of(page: Public, address: str, home: str) -> bytes:
    """The feed. `address` is where it stands itself, and `home` where people read the same."""
    feed = Xml.Element(f"{{{ATOM}}}feed")
    _say(feed, "id", page.page_id.urn)
    _say(feed, "title", page.group.name)
    _say(feed, "updated", _moment(max(page.changed.values(), default=page.put_at)))
    _say(_say(feed, "author"), "name", page.group.name)
    _say(feed, "link", rel="self", type="application/atom+xml", href=address)
    _say(feed, "link", rel="alternate", type="text/html", href=home)
    for key, row in page.rows_by_key.items():
        _entry(feed, row, page.changed[key])
    return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Xml.Element, row: Idea, changed: datetime) -> None:
    entry, address = _say(feed, "entry"), public_address(row.address)
    _say(entry, "id", address)
    _say(entry, "title", row.name)
    _say(entry, "updated", _moment(changed))
    _say(entry, "link", rel="alternate", type="text/html", href=address)
    _say(entry, "summary", "\n".join(_summary(row)))


def _summary(row: Idea) -> Iterator[str]:
    yield from filter(None, (row.what, row.when, row.where, row.cost, row.telephone))


def _say(within: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    said = Xml.SubElement(within, f"{{{ATOM}}}{name}", attributes)
    said.text = "".join(filter(_may_stand, text)) or None
    return said


def _may_stand(letter: str) -> bool:
    """Whether XML 1.0 can say it (section 2.2); what it cannot is nothing that anybody reads."""
    return letter in "\t\n\r" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
