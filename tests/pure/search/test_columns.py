"""Columns count as plain sets would, and survive being changed, saved and read."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search import columns_file
from app.search.columns import Columns
from app.search.domain import Document

values = st.frozensets(st.sampled_from("abcdefgh"), max_size=5)
facets = st.dictionaries(st.sampled_from(["need", "day", "free"]), values, max_size=3)


@given(st.lists(facets, max_size=30))
def test_counts_are_what_counting_by_hand_gives(listed: list[dict[str, frozenset[str]]]) -> None:
    made = Columns.of([Document(str(row), "", facets=one) for row, one in enumerate(listed)])
    rows = np.arange(len(listed), dtype=np.int32)[::2]
    by_hand: dict[str, Counter[str]] = {facet: Counter() for one in listed for facet in one}
    for one in listed[::2]:
        for facet, held in one.items():
            by_hand[facet].update(held)
    assert made.tally.counts(rows) == by_hand


@given(st.lists(facets, min_size=1, max_size=8), st.lists(facets, min_size=1, max_size=8))
def test_replacing_some_documents_leaves_what_making_all_anew_would_give(
    before: list[dict[str, frozenset[str]]], after: list[dict[str, frozenset[str]]]
) -> None:
    old = [Document(f"{row}", "", facets=one) for row, one in enumerate(before)]
    new = [Document(f"{row * 2}", "", facets=one) for row, one in enumerate(after)]
    changed = Columns.of(old).replaced(new)
    expected = {document.id: document.facets for document in [*old, *new]}
    rows = np.arange(len(changed.ids), dtype=np.int32)
    for row in rows.tolist():
        for facet, held in changed.tally.counts(rows[row : row + 1]).items():
            assert set(held) == expected[changed.ids[row]].get(facet, frozenset())


def test_a_document_keeps_its_row() -> None:
    made = Columns.of([Document("a", ""), Document("b", "")]).replaced([Document("c", ""), Document("a", "")])
    assert made.ids == ("a", "b", "c")


def test_columns_are_read_as_they_were_saved(tmp_path: Path) -> None:
    made = Columns.of([Document("café/1", "", facets={"need": frozenset({"x", "y"})}), Document("2", "")])
    columns_file.save(made, tmp_path / "columns-1")
    read = columns_file.load(tmp_path / "columns-1")
    rows = np.arange(2, dtype=np.int32)
    assert (read.ids, read.tally.counts(rows)) == (made.ids, {"need": {"x": 1, "y": 1}})


@pytest.mark.parametrize("what", ["shorter", "other", "empty"])
def test_columns_that_are_not_as_they_were_saved_are_not_read(tmp_path: Path, what: str) -> None:
    path = tmp_path / "columns-1"
    columns_file.save(Columns.of([Document("1", "Choir"), Document("2", "Chess")]), path)
    whole = path.read_bytes()
    path.write_bytes({"shorter": whole[:-9], "other": whole[:-9] + b"x" + whole[-8:], "empty": b""}[what])
    with pytest.raises(columns_file.WrongSum):
        columns_file.load(path)
