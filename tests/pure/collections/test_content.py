"""What the words of a collection mean on its page, and what ships with the service."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collections.domain import Content, Heading, Paragraph, Points, blocks_of, content_from_json, slug_of
from app.collections.loader import load_content
from app.config import ROOT
from app.helplines import api as helplines
from app.kernel.toml_lines import WrongContent
from app.needs.api import vocabulary

SHIPPED = sorted((ROOT / "directory_data" / "collections").glob("*.toml"))
SERVICES = {
    f"sample/{entry['id']}"
    for entry in json.loads((ROOT / "directory_data" / "sample" / "directory.json").read_text(encoding="utf-8"))[
        "contents"
    ]
}


def test_blank_lines_part_paragraphs_and_two_marks_mean_something() -> None:
    text = "One\nline.\n\n## A heading\nMore words.\n- first\n- second\n\n\nLast."
    assert blocks_of(text) == (
        Paragraph("One line."),
        Heading("A heading"),
        Paragraph("More words."),
        Points(("first", "second")),
        Paragraph("Last."),
    )


@given(st.text(alphabet="ab#- \n\r", max_size=200))
def test_no_word_is_lost_whatever_staff_type(text: str) -> None:
    shown = "".join(
        block.words if not isinstance(block, Points) else "".join(block.points) for block in blocks_of(text)
    )
    letters = [letter for letter in text if letter in "ab"]
    assert [letter for letter in shown if letter in "ab"] == letters


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Steady on your feet", "steady-on-your-feet"),
        ("Café & cake: 2027!", "cafe-cake-2027"),
        ("  ", ""),
        ("مرحبا", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_title_makes_an_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_version_comes_back_from_the_store_as_it_was() -> None:
    content = Content("T", "S", "Text", services=("a/b",), shown_from=date(2026, 12, 1), helplines=("age-uk",))
    assert content_from_json(content.as_json()) == content


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_names_only_what_there_is(path: Path) -> None:
    content = load_content(path)
    assert set(content.services) <= SERVICES
    assert {helplines.helpline(id).id for id in content.helplines} == set(content.helplines)
    assert not content.need or content.need in vocabulary()
    assert content.review_due is not None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_sample_does_not_claim_that_somebody_at_the_council_has_read_it(path: Path) -> None:
    content = load_content(path)
    assert content.reviewed is None
    assert "This is a sample page." in content.text


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        ("review_due = 2027-05-22", "reviewed = 'today'", "reviewed: must be a day"),
        ("need = ", "motto = ", "motto: is not a field"),
        ("source = ", "words = ", "source: must be a text"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_file_line_and_reason(
    tmp_path: Path, line: str, wrong: str, said: str
) -> None:
    text = (ROOT / "directory_data" / "collections" / "falls.toml").read_text(encoding="utf-8")
    (tmp_path / "falls.toml").write_text(text.replace(line, wrong, 1), encoding="utf-8")
    with pytest.raises(WrongContent, match=rf"falls\.toml:\d+: {said}"):
        load_content(tmp_path / "falls.toml")
