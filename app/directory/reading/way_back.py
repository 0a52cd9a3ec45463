"""The way back from the page of a service: to the list that somebody came from, or to the search."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from flask import url_for
from flask_babel import gettext


@dataclass(frozen=True)
class WayBack:
    """Where the link above a page leads, and its words."""

    address: str
    words: str


def way_back(came_from: str, host: str, here: str) -> WayBack:
    """To the page of this site that somebody came from, such as their list; to the search when there is none."""
    page = urlsplit(came_from)
    if page.netloc != host or page.path == here or page.path.startswith("//"):
        return WayBack(url_for("directory.search"), gettext("Look for something else"))
    words = gettext("Back to the list") if page.path == url_for("directory.search") else gettext("Back")
    return WayBack(urlunsplit(("", "", page.path, page.query, "")), words)
