"""A sentence of a content file that has no translation stops the start of a council that offers the language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

from app.config import ROOT
from app.content_extractor import check_translated, content_files, words_in
from app.kernel.toml_lines import WrongContent
from app.web import translations

CONTENT = """
[[question]]
id = "age"
title = { you = "How old are you?", they = "How old are they?" }

[[question.choices]]
value = "under_16"
label = "Under 16"
"""
SENTENCES = ("How old are you?", "How old are they?", "Under 16")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    file = tmp_path / "questions.toml"
    file.write_text(CONTENT, encoding="utf-8")
    return file


def catalogue(folder: Path, *sentences: str) -> Path:
    """A compiled catalogue that has exactly these sentences."""
    written = Catalog(locale="pl")
    for sentence in sentences:
        written.add(sentence, f"po polsku: {sentence}")
    file = folder / "messages.mo"
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_mo(stream, written)
    return file


def test_content_with_every_sentence_translated_is_taken(content: Path, tmp_path: Path) -> None:
    check_translated([content], [catalogue(tmp_path / "pl", *SENTENCES)])


def test_a_missing_translation_is_refused_by_file_line_and_sentence(content: Path, tmp_path: Path) -> None:
    incomplete = catalogue(tmp_path / "pl", *SENTENCES[:2])
    with pytest.raises(WrongContent) as refused:
        check_translated([content], [incomplete])
    assert str(refused.value) == f"{content}:8: {incomplete} has no translation of 'Under 16'"


def test_one_catalogue_does_not_speak_for_another(content: Path, tmp_path: Path) -> None:
    whole, empty = catalogue(tmp_path / "pl", *SENTENCES), catalogue(tmp_path / "ur", "Something else")
    with pytest.raises(WrongContent, match="ur/messages"):
        check_translated([content], [whole, empty])


def test_a_catalogue_that_was_not_compiled_says_how_to(content: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongContent, match="run deploy/translations compile"):
        check_translated([content], [tmp_path / "none.mo"])


def test_every_content_file_with_words_is_looked_at() -> None:
    looked_at = {path.name for path in content_files(ROOT)}
    assert {"questions.toml", "easy_read.toml", "results.toml", "needs.toml", "equipment.toml"} <= looked_at
    unseen = [
        path
        for path in ROOT.glob("app/*/content/*.toml")
        if path.name not in looked_at and words_in(path.read_text(encoding="utf-8"))
    ]
    assert unseen == []


@pytest.mark.parametrize(
    ("complete", "offered", "starts"), [("true", True, False), ("false", True, True), ("true", False, True)]
)
def test_only_a_language_that_is_offered_and_said_to_be_complete_can_stop_the_start(
    make_app: Callable[..., Flask],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    complete: str,
    offered: bool,
    starts: bool,
) -> None:
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "translations")
    catalogue(tmp_path / "translations" / "pl" / "LC_MESSAGES", "Next").with_suffix(".po").touch()
    status = tmp_path / "translations" / "pl" / "status.toml"
    status.write_text(f"reviewed = true\ncomplete = {complete}\n", encoding="utf-8")
    text = (ROOT / "directory_data" / "councils" / "sample.toml").read_text(encoding="utf-8")
    council = tmp_path / "council.toml"
    languages = '["en", "pl"]' if offered else '["en"]'
    council.write_text(text.replace('["en", "pl", "ur"]', languages), encoding="utf-8")
    if starts:
        make_app(COUNCIL=str(council))
    else:
        with pytest.raises(WrongContent, match=r"\.toml:\d+: .*has no translation of"):
            make_app(COUNCIL=str(council))
