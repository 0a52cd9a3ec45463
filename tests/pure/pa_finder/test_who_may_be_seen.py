"""A PA is seen while every condition of the council is met, decided on the day on which somebody reads."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.toml_lines import TomlFile, WrongContent
from app.pa_finder.domain import (
    Assistant,
    Check,
    CheckKind,
    Conditions,
    Details,
    Profile,
    Why,
    endings,
    hides,
    is_visible,
    obstacles,
    public_profile,
)
from app.pa_finder.record.conditions import conditions_of
from app.pa_finder.record.written import details_from_text, details_to_text, profile_as_json

TODAY = date(2027, 3, 9)
RULES = Conditions()


def check(kind: CheckKind, seen: date = date(2027, 1, 4), expires: date | None = None) -> Check:
    return Check(uuid4(), kind, seen, expires, "passport", 1, datetime(2027, 1, 4, tzinfo=UTC), 2)


SEEN = tuple(map(check, CheckKind))
DETAILS = Details("Zebrowska", date(1990, 3, 27), "3 Canary Close", "TS18 1AU", "01632 960777", "Referee Canary")
AMINA = Assistant(UUID(int=1), 1, "AMINA", DETAILS, 1, Profile(first_name="Amina"), SEEN)


def why_not(assistant: Assistant, today: date = TODAY, rules: Conditions = RULES) -> list[tuple[Why, CheckKind | None]]:
    return [(obstacle.why, obstacle.check) for obstacle in obstacles(assistant, rules, today)]


def test_whoever_meets_every_condition_is_seen() -> None:
    assert is_visible(AMINA, RULES, TODAY)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"published": None}, Why.NOT_PUBLISHED),
        ({"paused": True}, Why.PAUSED),
        ({"removed": True}, Why.REMOVED),
        ({"closed": True}, Why.CLOSED),
        ({"details": Details()}, Why.AGE_UNKNOWN),
        ({"details": replace(DETAILS, born=date(2009, 3, 10))}, Why.TOO_YOUNG),
    ],
)
def test_each_thing_that_is_not_as_it_has_to_be_hides_a_pa(change: dict[str, object], why: Why) -> None:
    assert why_not(replace(AMINA, **change)) == [(why, None)]  # type: ignore[arg-type]  # a field of its own each


def test_whoever_turns_18_today_is_old_enough() -> None:
    assert is_visible(replace(AMINA, details=replace(DETAILS, born=date(2009, 3, 9))), RULES, TODAY)


@pytest.mark.parametrize("kind", sorted(RULES.checks))
def test_a_check_that_the_council_wants_and_nobody_saw_hides_a_pa(kind: CheckKind) -> None:
    without = replace(AMINA, checks=tuple(one for one in SEEN if one.kind is not kind))
    assert why_not(without) == [(Why.CHECK_MISSING, kind)]


def test_a_check_hides_a_pa_on_the_day_after_its_last_by_itself() -> None:
    ends = replace(AMINA, checks=(*SEEN, check(CheckKind.RIGHT_TO_WORK, date(2027, 2, 1), TODAY)))
    assert is_visible(ends, RULES, TODAY)
    assert why_not(ends, date(2027, 3, 10)) == [(Why.CHECK_ENDED, CheckKind.RIGHT_TO_WORK)]


def test_a_dbs_certificate_stands_for_as_long_as_the_council_says() -> None:
    assert why_not(AMINA, date(2030, 1, 5)) == [(Why.CHECK_ENDED, CheckKind.DBS)]
    assert is_visible(AMINA, replace(RULES, months={}), date(2030, 1, 5))


def test_the_newest_check_of_a_kind_counts_also_when_it_ended_sooner() -> None:
    newer = check(CheckKind.DBS, date(2027, 3, 1), date(2027, 3, 5))
    assert why_not(replace(AMINA, checks=(newer, *SEEN))) == [(Why.CHECK_ENDED, CheckKind.DBS)]


def test_what_ends_within_the_days_of_warning_is_told_before() -> None:
    ends = replace(AMINA, checks=(*SEEN, check(CheckKind.IDENTITY, date(2027, 2, 1), date(2027, 4, 8))))
    assert [end.last_day for end in endings(ends.checks, RULES, TODAY)] == [date(2027, 4, 8)]
    assert not endings(ends.checks, RULES, date(2027, 3, 8))


@given(st.sets(st.sampled_from(CheckKind)), st.booleans(), st.booleans(), st.integers(-60, 60))
def test_nobody_is_ever_seen_with_an_obstacle(kinds: set[CheckKind], paused: bool, removed: bool, days: int) -> None:
    seen = tuple(check(kind, expires=date.fromordinal(TODAY.toordinal() + days)) for kind in sorted(kinds))
    assistant = replace(AMINA, checks=seen, paused=paused, removed=removed)
    allowed = not paused and not removed and kinds >= RULES.checks and days >= 0
    assert is_visible(assistant, RULES, TODAY) is allowed
    assert (public_profile(assistant, RULES, TODAY) is not None) is allowed


def test_nothing_private_has_a_place_in_what_versions_and_the_public_get() -> None:
    private = {field.name for field in fields(Details)}
    assert not private & profile_as_json(Profile()).keys()
    shown = public_profile(AMINA, RULES, TODAY)
    assert not any(secret in repr(shown) for secret in ("Zebrowska", "Canary", "01632", "TS18", "1990", "passport"))
    assert details_from_text(details_to_text(DETAILS)) == DETAILS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am Amina Zebrowska.", True),
        ("ZEBROWSKA!", True),
        ("Z e b r o w s k a", True),
        ("Zеbrоwska", True),
        ("I like zebras.", False),
        ("", False),
    ],
)
def test_a_surname_is_found_as_a_word_of_its_own(text: str, found: bool) -> None:
    assert hides(text, ("Zebrowska", "")) is found


@pytest.mark.parametrize(
    "wrong", [{"youngest": 15}, {"checks": ["horoscope"]}, {"months": {"dbs": 0}}, {"findable": "yes"}, {"odd": 1}]
)
def test_conditions_that_cannot_be_stop_the_start(wrong: dict[str, object], tmp_path) -> None:
    with pytest.raises(WrongContent):
        conditions_of(TomlFile(tmp_path, "", {"personal_assistants": wrong}))


def test_a_council_may_set_its_own_conditions(tmp_path) -> None:
    own = {"youngest": 16, "checks": ["identity"], "months": {}, "warn_days": 14, "findable": True}
    read = conditions_of(TomlFile(tmp_path, "", {"personal_assistants": own}))
    assert read == Conditions(16, frozenset({CheckKind.IDENTITY}), {}, 14, findable=True)
    assert conditions_of(TomlFile(tmp_path, "", {})) == RULES
