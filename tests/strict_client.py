"""A test client that reads every HTML page it is given as strictly as a validator and a screen reader would."""

import re
from collections import Counter
from typing import Any

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

REQUIRED_HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control")
CONTROLS = {"input", "select", "textarea"}
_TAG_OF_A_DRAFT = re.compile(r'(?<=name="draft" value=")[0-9a-f]{12}(?=")')
_sound: set[int] = set()


class StrictClient(FlaskClient):
    """Checks each answer before handing it on."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Sends the request, and fails the test when the page that comes back is not sound."""
        response = super().open(*args, **kwargs)
        for header in REQUIRED_HEADERS:
            assert header in response.headers, f"{response.request.path} lacks {header}"
        if response.mimetype == "text/html" and not response.location:
            check_page(response.text, response.request.path)
        return response


def check_page(html: str, where: str) -> None:
    """Fails with a sentence when the page is not valid or not accessible in its bones.

    Tests see most pages again and again; one that was sound, but for the tag of its draft, is not read a second time.
    """
    page = hash(_TAG_OF_A_DRAFT.sub("", html))
    if page not in _sound:
        _read(html, where)
        _sound.add(page)


def _read(html: str, where: str) -> None:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert [name for name, times in ids.items() if times > 1] == [], f"{where}: ids used twice"
    assert len(list(tree.iter("h1"))) == 1, f"{where}: needs exactly one h1"
    assert (tree.findtext("head/title") or "").strip(), f"{where}: has no title"
    assert tree.get("lang"), f"{where}: has no language"
    assert tree.get("dir") in {"ltr", "rtl"}, f"{where}: has no direction"
    _check_labels(tree, set(ids), where)
    for element in tree.iter():
        assert element.get("style") is None, f"{where}: an inline style"
        assert not any(name.startswith("on") for name in element.attrib), f"{where}: an inline script"


def _check_labels(tree: Any, ids: set[str], where: str) -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    for control in (element for element in tree.iter() if element.tag in CONTROLS):
        if control.get("type") in {"hidden", "submit"}:
            continue
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        assert named, f"{where}: {control.tag} {control.get('name')} has no label"
        for described in (control.get("aria-describedby") or "").split():
            assert described in ids, f"{where}: {control.get('name')} is described by {described}, which is not there"
