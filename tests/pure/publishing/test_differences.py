"""Two versions side by side: what is marked, what stays, and where what is gone stands."""

from app.publishing.differences import Change, Pair, Piece, differences
from app.publishing.domain import Line


def line(field: str, text: str) -> Line:
    return Line(field, field.capitalize(), text)


def changes(before: list[Line], after: list[Line]) -> list[tuple[str, Change]]:
    return [(pair.label, pair.change) for pair in differences(before, after)]


def test_a_changed_line_marks_the_words_that_the_other_version_does_not_have() -> None:
    (pair,) = differences([line("when", "Monday at two")], [line("when", "Tuesday at two")])
    assert pair == Pair(
        "When",
        Change.CHANGED,
        (Piece("Monday", marked=True), Piece(" at two")),
        (Piece("Tuesday", marked=True), Piece(" at two")),
    )


def test_lines_are_the_same_changed_new_or_gone() -> None:
    before = [line("name", "Tea"), line("when", "Monday"), line("cost", "Free")]
    after = [line("name", "Tea"), line("when", "Tuesday"), line("where", "Hall")]
    assert changes(before, after) == [
        ("Name", Change.SAME),
        ("When", Change.CHANGED),
        ("Cost", Change.REMOVED),
        ("Where", Change.ADDED),
    ]


def test_a_line_that_was_empty_is_new_and_one_that_is_empty_now_is_gone() -> None:
    assert changes([line("a", ""), line("b", "x")], [line("a", "x"), line("b", "")]) == [
        ("A", Change.ADDED),
        ("B", Change.REMOVED),
    ]


def test_lines_in_another_order_are_each_shown_once() -> None:
    before, after = [line("a", "1"), line("b", "2")], [line("b", "2"), line("a", "1")]
    assert sorted(changes(before, after)) == [("A", Change.SAME), ("B", Change.SAME)]


def test_without_an_earlier_version_everything_is_new() -> None:
    assert changes([], [line("a", "1")]) == [("A", Change.ADDED)]


def test_a_text_too_long_for_words_is_compared_by_its_lines() -> None:
    same = "word " * 2_000 + "\n"
    (pair,) = differences([line("a", same + "old")], [line("a", same + "new")])
    assert pair.after == (Piece(same), Piece("new", marked=True))


def test_both_sides_say_all_that_the_versions_say() -> None:
    old, new = "We meet on Monday, at two.", "We sometimes meet: on Monday at three."
    (pair,) = differences([line("a", old)], [line("a", new)])
    assert ("".join(p.text for p in pair.before), "".join(p.text for p in pair.after)) == (old, new)
