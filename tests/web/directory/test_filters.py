"""Narrowing a list: what fits comes first, what says nothing comes after and says so, and every number is true."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.config import Config
from app.factory import create_app
from tests.conftest import NewDatabase
from tests.strict_client import StrictClient

ROOT = Path(__file__).parents[3]
TUESDAY_MORNING = "2026-11-24T10:30:00+00:00"
CHRISTMAS = "2026-12-25T10:30:00+00:00"
HALL = {
    "id": "at",
    "location": {
        "id": "hall",
        "location_type": "physical",
        "latitude": 54.5635,
        "longitude": -1.3128,
        "accessibility": [{"id": "x", "description": "Step-free way in. Lift. Hearing loop."}],
    },
}


def weekly(days: str, opens: str = "10:00", closes: str = "12:00") -> list[dict[str, str]]:
    return [{"id": f"s-{days}-{opens}", "freq": "WEEKLY", "byday": days, "opens_at": opens, "closes_at": closes}]


FEED: list[dict[str, object]] = [
    {"id": "tea", "name": "Tuesday tea", "fees": "Free", "schedules": weekly("TU"), "service_at_locations": [HALL]},
    {"id": "late", "name": "Tuesday late", "fees": "£2", "schedules": weekly("TU", "14:00", "16:00")},
    {"id": "wed", "name": "Wednesday walk", "schedules": weekly("WE")},
    {"id": "day", "name": "Day alone", "schedules": [{"id": "d", "freq": "WEEKLY", "byday": "TU"}]},
    {"id": "ask", "name": "Ask us", "contacts": [{"id": "c", "phones": [{"number": "01632 960777"}]}]},
    {"id": "elders", "name": "Polish elders", "minimum_age": 60, "languages": [{"id": "l", "name": "Polish"}]},
    {"id": "vets", "name": "Veterans' breakfast", "application_process": "Just turn up."},
    {"id": "gp", "name": "Clinic", "organization": {"id": "o", "name": "Tees NHS Trust"},
     "application_process": "Referral only"},
    {"id": "steps", "name": "Up the stairs", "description": "No wheelchair access, sorry."},
]  # fmt: skip


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Flask]:
    """Nine services that each say something else; the tests only read."""
    data_dir = tmp_path_factory.mktemp("filtered")
    app = create_app(Config.from_environment({"DATA_DIR": str(data_dir), "DATABASE_URL": new_database(data_dir)}))
    app.test_client_class = StrictClient
    feed = data_dir / "feed.json"
    feed.write_text(json.dumps(FEED))
    postcodes = ROOT / "tests" / "fixtures" / "places.csv"
    for command in (("places", "import", postcodes), ("directory", "import", feed, "--area", "TS18")):
        result = app.test_cli_runner().invoke(args=[*map(str, command)])
        assert result.exit_code == 0, result.output
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def page_at(filtered: Flask) -> Callable[[str], str]:
    return lambda address: unescape(filtered.test_client().get(f"/directory/?{address}").text)


def rows(page: str) -> tuple[list[str], list[str]]:
    """The names of those that fit, and of those that leave something unsaid."""
    fit, *unstated = page.split('<h2 class="careway-results__about">')
    names = re.compile(r'<h[23] class="careway-result__name" dir="auto"><a [^>]*>([^<]+)</a>')
    return names.findall(fit), names.findall("".join(unstated))


def said(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_what_is_on_that_day_comes_first_and_what_does_not_say_its_day_is_not_lost(
    page_at: Callable[[str], str],
) -> None:
    page = page_at("day=TU")
    fit, unstated = rows(page)
    assert set(fit) == {"Tuesday tea", "Tuesday late", "Day alone"}
    assert set(unstated) == {"Ask us", "Polish elders", "Veterans' breakfast", "Clinic", "Up the stairs"}
    assert "Day not stated: ask them (5)" in said(page)
    assert said(page).startswith("3 places and services")


def test_what_does_not_say_is_given_with_a_number_to_ring(page_at: Callable[[str], str]) -> None:
    page = page_at("day=TU")
    assert '<dd><a class="govuk-link careway-phone" href="tel:01632960777">' in page


@pytest.mark.parametrize(
    ("asked", "fit", "lost"),
    [
        ("day=TU&time=morning", ["Tuesday tea"], "Tuesday late"),
        ("day=TU&day=WE&time=morning", ["Tuesday tea", "Wednesday walk"], "Tuesday late"),
        ("time=afternoon", ["Tuesday late"], "Tuesday tea"),
        ("cost=free", ["Tuesday tea"], "Tuesday late"),
        ("cost=paid", ["Tuesday late"], "Tuesday tea"),
        ("way=venue", ["Tuesday tea"], ""),
        ("access=lift&access=hearing-loop", ["Tuesday tea"], ""),
        ("access=step-free", ["Tuesday tea"], "Up the stairs"),
        ("age=65-74", ["Polish elders"], ""),
        ("age=25-49", [], "Polish elders"),
        ("language=pl", ["Polish elders"], ""),
        ("language=ur", [], "Polish elders"),
        ("audience=veterans", ["Veterans' breakfast"], ""),
        ("referral=not-needed", ["Veterans' breakfast"], "Clinic"),
        ("referral=needed", ["Clinic"], "Veterans' breakfast"),
        ("kind=nhs", ["Clinic"], ""),
    ],
)
def test_a_filter_puts_first_what_fits_and_leaves_out_what_says_otherwise(
    page_at: Callable[[str], str], asked: str, fit: list[str], lost: str
) -> None:
    found, unstated = rows(page_at(asked))
    assert sorted(found) == sorted(fit)
    assert lost not in unstated
    assert "Ask us" in unstated


def test_a_day_without_a_time_is_kept_for_whoever_asks_for_a_time(page_at: Callable[[str], str]) -> None:
    page = page_at("day=TU&time=morning")
    assert "Day alone" in rows(page)[1]
    assert "Day or time not stated: ask them" in said(page)


def test_open_now_follows_the_clock_of_london(page_at: Callable[[str], str]) -> None:
    with time_machine.travel(TUESDAY_MORNING, tick=False):
        found, unstated = rows(page_at("open=now"))
    assert found == ["Tuesday tea"]
    assert "Tuesday late" not in unstated
    assert "Day alone" in unstated


def test_on_a_bank_holiday_nothing_is_said_to_be_open(page_at: Callable[[str], str]) -> None:
    with time_machine.travel(CHRISTMAS, tick=False):
        assert rows(page_at("open=now"))[0] == []


def test_several_filters_say_together_what_is_unstated(page_at: Callable[[str], str]) -> None:
    page = page_at("day=TU&cost=free")
    assert rows(page)[0] == ["Tuesday tea"]
    assert "Not everything that you chose is stated: ask them" in said(page)
    assert "Day not stated: ask them and Cost not stated: ask them" in said(page)


def test_nothing_that_says_so_still_shows_what_may_fit(page_at: Callable[[str], str]) -> None:
    page = said(page_at("language=ur"))
    assert page.startswith("Nothing on our list says so, but these may fit")


def test_what_is_chosen_stands_above_the_list_and_can_be_taken_away(page_at: Callable[[str], str]) -> None:
    page = page_at("q=tuesday&day=TU&cost=free")
    tags = dict(re.findall(r'<a class="careway-chosen__tag" href="([^"]+)"><span[^>]+>Take away: </span>([^<]+)', page))
    assert tags == {"/directory/?q=tuesday&cost=free#found": "Tuesday", "/directory/?q=tuesday&day=TU#found": "Free"}
    assert '<a class="govuk-link careway-chosen__clear" href="/directory/?q=tuesday#found">Clear all</a>' in page


def test_the_filters_are_folded_and_say_how_much_is_chosen(page_at: Callable[[str], str]) -> None:
    page = page_at("cost=free&day=MO")
    assert '<details class="careway-filters">' in page
    assert "<summary>Narrow this list (2)</summary>" in page


def test_the_search_goes_with_the_filters_and_the_filters_with_the_search(page_at: Callable[[str], str]) -> None:
    page = page_at("q=tuesday&postcode=TS18+1AU&day=TU&miles=10")
    search = page[
        page.index('<form class="careway-search"') : page.index("</form>", page.index('class="careway-search"'))
    ]
    assert 'name="day" value="TU"' in search
    assert 'name="miles" value="10"' in search
    narrow = page[page.index('<details class="careway-filters">') :]
    assert 'name="q" value="tuesday"' in narrow
    assert 'name="postcode" value="TS18 1AU"' in narrow


def test_what_was_found_is_said_first_and_in_the_title(page_at: Callable[[str], str]) -> None:
    page = page_at("day=TU")
    assert re.search(r"<title>3 places and services", page)
    assert '<h1 class="govuk-heading-l" id="found">3 places and services' in page


def test_ways_to_reach_somebody_are_counted_and_each_has_its_list(page_at: Callable[[str], str]) -> None:
    page = page_at("postcode=TS18+1AU")
    counted = dict(
        re.findall(r'<li><a class="govuk-link" href="[^"]+reach=(\w+)#found">[^<]+</a> \((\d+)\)</li>', page)
    )
    assert counted == {"near": "1", "unknown": "8"}
    assert rows(page_at("postcode=TS18+1AU&reach=near")) == (["Tuesday tea"], [])


CHOICE = re.compile(
    r'<input type="(?:checkbox|radio)" name="(\w+)" value="([^"]+)"( checked)?><span>[^(<]*?.*? \((\d+)\)</span>'
)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "day=TU",
        "day=TU&day=WE&time=morning&cost=free",
        "access=lift&day=TU",
        "open=now&time=morning",
        "reach=near",
        "miles=half&cost=free",
        "miles=any&referral=needed",
    ],
)
def test_the_number_beside_every_choice_is_the_number_that_is_found_with_it(
    page_at: Callable[[str], str], asked: str
) -> None:
    with time_machine.travel(TUESDAY_MORNING, tick=False):
        address = f"postcode=TS18+1AU&{asked}"
        choices = CHOICE.findall(page_at(address))
        assert len(choices) >= 5
        for name, value, chosen, count in choices:
            others = [part for part in address.split("&") if not part.startswith(f"{name}=") or name == "access"]
            with_it = "&".join(dict.fromkeys([*others, f"{name}={value}"]))
            assert found_by(page_at(with_it)) == int(count), (name, value, chosen)


def found_by(page: str) -> int:
    number = re.match(r"([\d,]+) places?", said(page))
    return int(number[1].replace(",", "")) if number else 0


def test_choices_that_would_give_nothing_are_left_out(page_at: Callable[[str], str]) -> None:
    assert 'value="SU"' not in page_at("postcode=TS18+1AU")


def test_the_page_is_in_order_for_a_reader_from_right_to_left(filtered: Flask) -> None:
    client = filtered.test_client()
    client.set_cookie("language", "ur")
    page = client.get("/directory/?day=TU&postcode=TS18+1AU").text
    assert 'dir="rtl"' in page
    assert "careway-result__unstated" in page


def test_what_was_read_in_the_words_of_a_listing_is_marked_on_its_page(filtered: Flask) -> None:
    page = said(unescape(filtered.test_client().get("/directory/service/feed/vets").text))
    assert "People who served in the armed forces (from the words of the listing)" in page
    assert "Just turn up." in page
