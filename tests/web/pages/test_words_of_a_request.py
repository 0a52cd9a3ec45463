"""The words of a request are found once, and are still those of its language."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string
from flask_babel import force_locale

WORDS = "Accessibility"


@pytest.fixture
def speaking_polish(app: Flask, tmp_path: Path) -> Flask:
    polish = Catalog("pl")
    polish.add(WORDS, "Dostępność")
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, polish)
    app.extensions["babel"].translation_directories[:] = [str(tmp_path)]
    return app


@pytest.fixture
def in_polish(speaking_polish: Flask):
    with speaking_polish.test_request_context(headers={"Cookie": "language=pl"}):
        yield


def said() -> str:
    return render_template_string("{{ _(words) }}", words=WORDS)


@pytest.mark.parametrize(("code", "words"), [("pl", "Dostępność"), ("en", WORDS)])
def test_a_page_speaks_the_language_of_its_request(speaking_polish, code, words):
    with speaking_polish.test_request_context(headers={"Cookie": "language=en"}):
        assert said() == WORDS
    with speaking_polish.test_request_context(headers={"Cookie": f"language={code}"}):
        assert said() == words


def test_another_language_may_be_forced_for_a_moment(in_polish):
    assert said() == "Dostępność"
    with force_locale("en"):
        assert said() == WORDS
    assert said() == "Dostępność"


def test_values_in_a_sentence_cannot_bring_markup_to_a_page(in_polish):
    page = render_template_string("{{ _('Page %(number)s', number=typed) }}", typed="<b>")
    assert page.endswith("&lt;b&gt;")


def test_an_e_mail_is_not_escaped(app, in_polish):
    text = app.jinja_env.from_string(
        "{% autoescape false %}{{ _('Page %(number)s', number=typed) }}{% endautoescape %}"
    )
    assert text.render(typed="Mary & Tom").endswith("Mary & Tom")
