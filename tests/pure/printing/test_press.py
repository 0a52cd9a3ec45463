"""The press: a tagged PDF that says its language and title, reads right in every language, and asks for nothing."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.printing import api, press
from app.printing.domain import NoPress, PressBusy, PressFailed

PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head><title>{title}</title>
<style>
body {{ font-family: "Noto Sans", sans-serif }}
[lang=ur] body {{ font-family: "Noto Naskh Arabic" }}
</style></head>
<body><h1>{title}</h1><p>{words}</p></body></html>"""
SAID = {
    "en": ("ltr", "My plan", "Ring Ada on Tuesday."),
    "pl": ("ltr", "Mój plan", "Zadzwoń do Łucji w środę."),
    "ur": ("rtl", "میرا منصوبہ", "آج اور کل کے لیے ٹھیک ہے، چھوڑ دیں۔"),
}


def printed(language: str) -> PdfReader:
    direction, title, words = SAID[language]
    page = PAGE.format(language=language, direction=direction, title=title, words=words)
    return PdfReader(BytesIO(press.pdf_of(page)))


@pytest.mark.parametrize("language", SAID)
def test_a_pdf_is_tagged_and_says_its_language_and_title(language: str) -> None:
    pdf = printed(language)
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.root_object["/Lang"] == language
    assert pdf.metadata is not None
    assert pdf.metadata.title == SAID[language][1]


@pytest.mark.parametrize("language", SAID)
def test_the_words_of_a_pdf_can_be_read_out_as_they_were_written(language: str) -> None:
    _, title, words = SAID[language]
    text = printed(language).pages[0].extract_text()
    assert title in text
    assert words in text


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="https://example.org/a.png" alt="">',
        '<img src="file:///etc/hostname" alt="">',
        '<link rel="stylesheet" href="http://127.0.0.1/a.css">',
    ],
)
def test_a_page_that_asks_for_anything_is_not_printed(asks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *_: pytest.fail("something was opened"))
    with pytest.raises(press.FatalURLFetchingError):
        press.pdf_of(f"<!doctype html><html lang=en><title>A</title><body>{asks}<p>words</p></body></html>")


def test_a_machine_without_pango_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "has_press", lambda: False)
    with pytest.raises(NoPress):
        api.pdf_of("<p>words</p>")


def test_a_second_pdf_at_the_same_time_is_refused_at_once(tmp_path: Path) -> None:
    lock = tmp_path / "press.lock"
    with api._alone(lock), pytest.raises(PressBusy), api._alone(lock):
        pytest.fail("two were at the press")
    with api._alone(lock):
        pass


def test_a_press_that_fails_says_so_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.sys, "executable", "/bin/false")
    with pytest.raises(PressFailed):
        api._printed("<p>words</p>")


def test_the_press_knows_none_of_the_services_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {}

    def run(_: object, **options: object) -> None:
        given.update(options)
        raise api.subprocess.SubprocessError

    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setattr(api.subprocess, "run", run)
    with pytest.raises(PressFailed):
        api._printed("<p>words</p>")
    assert "canary" not in str(given["env"])


def test_a_qr_code_is_a_named_drawing_without_a_style_of_its_own() -> None:
    drawing = api.qr_code("https://care.example.org/assessment/return", "The way back")
    assert drawing.startswith('<svg role="img"')
    assert "<title>The way back</title>" in drawing
    assert "style=" not in drawing
