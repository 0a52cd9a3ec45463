"""A dictionary that forgets what was not asked for lately."""

from app.kernel.recent import Recent


def kept(*keys: str, most: int) -> Recent[str, str]:
    entries: Recent[str, str] = Recent(most)
    for key in keys:
        entries.put(key, key.upper())
    return entries


def test_what_was_put_in_is_there() -> None:
    assert kept("a", most=1).get("a") == "A"


def test_what_was_never_put_in_is_not() -> None:
    assert kept("a", most=1).get("b") is None


def test_it_never_holds_more_than_its_bound() -> None:
    entries = kept("a", "b", "c", most=2)
    assert [entries.get(key) for key in "abc"] == [None, "B", "C"]


def test_what_was_asked_for_last_is_the_last_to_go() -> None:
    entries = kept("a", "b", most=2)
    entries.get("a")
    entries.put("c", "C")
    assert [entries.get(key) for key in "abc"] == ["A", None, "C"]


def test_a_value_can_be_put_in_again() -> None:
    entries = kept("a", "b", most=2)
    entries.put("b", "new")
    assert [entries.get(key) for key in "ab"] == ["A", "new"]
