"""What is written is seen at once by every reader, by nobody else's, and survives being written twice or half."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.search import store, whoosh_index
from app.search.domain import Document, Query
from app.search.whoosh_index import WhooshIndex

NewIndex = Callable[..., WhooshIndex]
SKATING = Document("skate", "Ice skating", facets={"day": frozenset({"sunday"})})


def total(index: WhooshIndex, words: str = "") -> int:
    return index.search(Query(words)).total


def test_without_a_build_the_index_is_missing_and_finds_nothing(new_index: NewIndex) -> None:
    index = new_index()
    assert index.is_missing()
    assert total(index) == 0


def test_without_a_build_there_is_nothing_to_update(new_index: NewIndex) -> None:
    with pytest.raises(LookupError, match="rebuild"):
        new_index().update([SKATING])


def test_an_index_made_for_another_database_counts_as_missing(index: WhooshIndex, new_index: NewIndex) -> None:
    other = new_index("another database")
    assert (other.is_missing(), total(other)) == (True, 0)


def test_an_index_of_another_format_counts_as_missing(
    index: WhooshIndex, new_index: NewIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "FORMAT", store.FORMAT + 1)
    assert new_index().is_missing()


def test_a_reader_sees_what_another_wrote(index: WhooshIndex, new_index: NewIndex) -> None:
    reader = new_index()
    assert total(reader, "skating") == 0
    index.update([SKATING], gone=["lunch"])
    assert (total(reader, "skating"), total(reader, "lunch"), total(reader)) == (1, 0, 4)


def test_a_reader_sees_what_another_process_wrote(index: WhooshIndex, tmp_path: Path) -> None:
    total(index)
    code = (
        "from pathlib import Path; from app.needs.domain import Vocabulary; from app.search.domain import Document;"
        "from app.search.whoosh_index import WhooshIndex;"
        f"WhooshIndex(Path({str(tmp_path / 'index')!r}), 'this database', Vocabulary(()))"
        ".update([Document('skate', 'Ice skating')])"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert total(index, "skating") == 1


def test_what_a_writer_wrote_before_it_was_killed_is_seen_though_it_never_rang(
    index: WhooshIndex, new_index: NewIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_index, "SECONDS_BETWEEN_LOOKS", 0.0)
    reader = new_index()
    assert total(reader, "skating") == 0
    monkeypatch.setattr(store.Shelf, "ring", lambda _: None)
    index.update([SKATING])
    assert total(reader, "skating") == 1


def test_a_version_tidied_away_while_it_was_opened_is_passed_over(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, real = [], store.Build.columns

    def tidied_away_once(build: store.Build, generation: int) -> object:
        opened.append(generation)
        if len(opened) == 1:
            raise FileNotFoundError(2, "No such file or directory")
        return real(build, generation)

    monkeypatch.setattr(store.Build, "columns", tidied_away_once)
    assert total(index) == 4


def test_a_reader_sees_a_new_build(index: WhooshIndex, new_index: NewIndex) -> None:
    reader = new_index()
    assert total(reader) == 4
    assert index.rebuild([SKATING]) == 1
    assert (total(reader), total(reader, "skating")) == (1, 1)


def test_doing_it_twice_changes_nothing(index: WhooshIndex) -> None:
    index.update([SKATING], gone=["lunch"])
    once = index.search(Query())
    index.update([SKATING, SKATING], gone=["lunch", "never there"])
    assert index.search(Query()) == once


def test_a_changed_document_is_found_by_its_new_words_and_facets_alone(index: WhooshIndex) -> None:
    index.update([Document("choir", "Chess", facets={"day": frozenset({"sunday"})})])
    hits = index.search(Query("chess"))
    assert (hits.total, hits.counts["day"]) == (1, {"sunday": 1})
    assert total(index, "singing") == 0


def test_many_small_changes_keep_every_document_once(index: WhooshIndex) -> None:
    for number in range(30):
        index.update([Document(f"n{number % 10}", f"Number {number}")])
    assert (total(index, "number"), total(index)) == (10, 14)


def test_an_update_that_breaks_off_changes_nothing(index: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.columns_file, "save", full_disk)
    with pytest.raises(OSError, match="No space"):
        index.update([SKATING])
    monkeypatch.undo()
    assert total(index) == 4
    index.update([SKATING])
    assert total(index, "skating") == 1


def test_a_build_that_breaks_off_leaves_the_one_in_use(index: WhooshIndex) -> None:
    def broken() -> object:
        yield SKATING
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        index.rebuild(broken())  # type: ignore[arg-type]
    assert total(index) == 4


def test_only_the_build_in_use_and_the_one_before_it_are_kept(index: WhooshIndex, tmp_path: Path) -> None:
    for _ in range(4):
        index.rebuild([SKATING])
    assert len(list((tmp_path / "index").glob("build-*"))) == 2


def test_reading_in_many_threads_while_writing_never_fails(index: WhooshIndex) -> None:
    with ThreadPoolExecutor(4) as pool:
        reads = [pool.submit(total, index, "choir") for _ in range(200)]
        for number in range(5):
            index.update([Document(f"n{number}", "Choir again")])
        assert all(2 <= read.result() <= 7 for read in reads)
    assert total(index, "choir") == 7


def test_an_empty_directory_can_be_indexed(new_index: NewIndex) -> None:
    index = new_index(documents=[])
    assert (index.is_missing(), total(index), total(index, "anything")) == (False, 0, 0)
    index.update([SKATING])
    assert total(index, "skating") == 1
