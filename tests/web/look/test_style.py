"""The committed style sheet and script: whose look they are, how heavy, how legible."""

import gzip
import json
import re

import pytest
from flask.testing import FlaskClient

from app.config import ROOT

SHEET = (ROOT / "static" / "careway.css").read_text(encoding="utf-8")
SCRIPT = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "static").glob("*.js"))
WHITE = "#ffffff"
BYTES_OF_A_FIRST_VISIT = 45_000


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode()))


def colour(name: str) -> str:
    """A colour of the sheet by its name; the first value is the one for a screen."""
    found = re.search(rf"{name}: ?(#[0-9a-f]{{3,6}})", SHEET)
    assert found, name
    text = found[1]
    return text if len(text) == 7 else "#" + "".join(2 * digit for digit in text[1:])


def luminance(hexadecimal: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mark", ["GDS Transport", "@font-face", "crown", "govuk-crest", "gov.uk/assets"])
def test_nothing_of_the_government_s_own_brand_is_used(mark: str) -> None:
    assert mark.lower() not in SHEET.lower()


def test_the_style_sheet_loads_nothing() -> None:
    assert "url(" not in SHEET
    assert "@import" not in SHEET


def test_the_script_calls_no_other_host() -> None:
    assert re.findall(r"https?://[^\"'` ]+", SCRIPT) == []


def test_the_style_sheet_turns_with_the_language() -> None:
    """Sides are named start and end; `frontend/turn-with-the-language.js` writes them so."""
    sides = r"[{;](?:margin|padding|border)-(?:left|right)|[{;](?:left|right):|(?:text-align|float):(?:left|right)"
    assert re.findall(sides, SHEET) == []


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("--careway-brand", WHITE),
        ("--careway-brand", "--careway-ground"),
        ("--careway-brand", "--careway-brand-pale"),
        ("--careway-brand-dark", WHITE),
        ("--careway-secondary", "--careway-ground-deep"),
        ("--careway-mend", "--careway-mend-pale"),
        ("--careway-danger", WHITE),
        ("--govuk-link-visited-colour", "--careway-ground"),
        ("--govuk-focus-text-colour", "--govuk-focus-colour"),
    ],
)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    """7 to 1 is WCAG's level AAA; nothing here needs less."""
    assert contrast(colour(words), ground if ground.startswith("#") else colour(ground)) >= 7


def test_the_council_s_own_colour_can_be_read_on_white(client: FlaskClient) -> None:
    assert contrast(client.application.extensions["council"].brand_colour, WHITE) >= 4.5


def test_a_first_visit_stays_light(client: FlaskClient) -> None:
    texts = [SHEET, SCRIPT, client.get("/").text, client.get("/council.css").text]
    texts.append((ROOT / "static" / "favicon.svg").read_text(encoding="utf-8"))
    assert sum(map(compressed, texts)) <= BYTES_OF_A_FIRST_VISIT


def test_the_licence_of_what_we_ship_lies_beside_it() -> None:
    assert "GOV.UK Frontend 6.3.0" in (ROOT / "static" / "LICENCES.txt").read_text(encoding="utf-8")


def test_every_tool_that_builds_the_look_is_pinned() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_every_class_that_a_template_uses_has_a_style_or_a_script() -> None:
    """Fails when a page names a class of ours that nobody wrote: style it in `frontend/styles`, or drop it."""
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    used = set(re.findall(r"careway-[a-z_-]*[a-z]", pages))
    paper = (ROOT / "templates" / "layouts" / "paper.css").read_text(encoding="utf-8")
    known = set(re.findall(r"careway-[a-z_-]*[a-z]", SHEET + SCRIPT + paper))
    assert used - known == set()
