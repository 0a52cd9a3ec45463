"""The overview map of a search: what is on it is in the list beside it, and what is not is said with why."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

STOCKTON, YARM, LONDON = (54.5646, -1.3187), (54.5092, -1.3586), (51.5072, -0.1276)


def at(place: tuple[float, float] | None = None, **location: Any) -> dict[str, Any]:
    more = {"latitude": place[0], "longitude": place[1]} if place else {}
    return {
        "service_at_locations": [{"id": "x", "location": {"id": f"l{place}{sorted(location)}", **more, **location}}]
    }


SERVICES = [
    {"id": "s1", "name": "Choir one", **at(STOCKTON)},
    {"id": "s2", "name": "Choir two", **at(YARM)},
    {"id": "s3", "name": "Choir three", **at(STOCKTON)},
    {"id": "s4", "name": "Choir by telephone", "description": "A telephone befriending choir. Telephone support."},
    {"id": "s5", "name": "Choir somewhere"},
    {"id": "s6", "name": "Choir of the Women's Refuge", **at((54.5601, -1.3001), name="Canary House")},
    {"id": "s7", "name": "Choir of London", **at(LONDON)},
]


@pytest.fixture
def import_services(app: Flask, tmp_path: Path) -> Callable[..., None]:
    def take_in(*services: dict[str, Any]) -> None:
        file = tmp_path / "choirs.json"
        file.write_text(json.dumps(list(services)))
        result = app.test_cli_runner().invoke(args=["directory", "import", "--allow-removals", str(file)])
        assert result.exit_code == 0, result.output

    return take_in


@pytest.fixture
def map_of(client: FlaskClient, import_services: Callable[..., None]) -> Callable[..., str]:
    def look(*services: dict[str, Any], asked: str = "q=choir") -> str:
        import_services(*(services or SERVICES))
        answer = client.get(f"/directory/map?{asked}")
        assert answer.status_code == 200
        return answer.text

    return look


def listed(page: str) -> list[tuple[str, str]]:
    """The place in the row, and the name, of everything in the list beside the map."""
    return re.findall(r'careway-map__place">(\d+ of \d+)</span> <a[^>]*>([^<]*)<', page)


def test_everything_on_the_map_is_in_the_list_with_its_number(map_of: Callable[..., str]) -> None:
    page = map_of()
    assert {name for _, name in listed(page)} == {"Choir one", "Choir two", "Choir three"}
    assert [place for place, _ in listed(page)] == ["1 of 3", "2 of 3", "3 of 3"]


def test_each_circle_leads_to_its_part_of_the_list(map_of: Callable[..., str]) -> None:
    page = map_of()
    circles = re.findall(r'<a href="#(circle-\d+)" aria-label="(\d+): (\d+) services?', page)
    headings = re.findall(r'<h2[^>]* id="(circle-\d+)"', page)
    assert [id for id, *_ in circles] == headings
    assert sorted(int(count) for *_, count in circles) == [1, 2]


def test_what_has_no_place_is_listed_with_why(map_of: Callable[..., str]) -> None:
    below = map_of().partition("Not on the map")[2]
    whys = dict(re.findall(r'<li><a[^>]*>([^<]*)</a> <span class="careway-map__facts">([^<]*)</span></li>', below))
    assert "We do not know where it is" in whys["Choir somewhere"]
    assert "much farther away" in whys["Choir of London"]
    assert "not given out" in whys["Choir of the Women&#39;s Refuge"]
    assert "elephone" in whys["Choir by telephone"]


def test_an_address_that_nobody_may_learn_is_nowhere_on_the_page(map_of: Callable[..., str]) -> None:
    refuge = SERVICES[5]
    page = map_of(refuge, SERVICES[0])
    assert "Canary" not in page
    assert len(re.findall(r'href="#circle-', page)) == 1
    alone = map_of(SERVICES[0])
    drawn = re.compile(r"<svg[^>]*map-title.*?</svg>", re.DOTALL)
    assert drawn.search(page)[0] == drawn.search(alone)[0]  # type: ignore[index]


def test_the_nearest_of_several_places_is_drawn(map_of: Callable[..., str], app: Flask, tmp_path: Path) -> None:
    places = tmp_path / "places.csv"
    places.write_text(f"postcode,latitude,longitude\nTS15 9AA,{YARM[0]},{YARM[1]}\n")
    assert app.test_cli_runner().invoke(args=["places", "import", str(places)]).exit_code == 0
    several = {"id": "s1", "name": "Choir", "service_at_locations": [at(LONDON)["service_at_locations"][0]]}
    several["service_at_locations"].append(at(YARM)["service_at_locations"][0] | {"id": "y"})  # type: ignore[union-attr]
    page = map_of(several, asked="q=choir&postcode=TS15+9AA&miles=5")
    assert "TS15 9AA" in page
    assert listed(page) == [("1 of 1", "Choir")]


def test_a_long_list_is_cut_and_says_so(map_of: Callable[..., str]) -> None:
    page = map_of(*({"id": f"c{n}", "name": f"Choir {n}", **at(STOCKTON)} for n in range(103)))
    assert "These are the first 100 of 103." in page
    assert listed(page)[-1][0] == "100 of 100"


def test_a_map_of_nothing_says_so(map_of: Callable[..., str]) -> None:
    assert "<svg xmlns" not in map_of(asked="q=xylophone")


def test_a_map_without_a_search_asks_for_one_first(client: FlaskClient) -> None:
    answer = client.get("/directory/map")
    assert (answer.status_code, answer.location) == (302, "/directory/")


def test_the_list_of_results_leads_to_the_map_of_the_same_search(
    client: FlaskClient, import_services: Callable[..., None]
) -> None:
    import_services(*SERVICES)
    link = re.search(r'href="(/directory/map\?[^"]*)"', client.get("/directory/?q=choir&remote=telephone").text)
    assert link
    page = client.get(link[1].replace("&amp;", "&"))
    assert "Choir by telephone" in page.text


def test_the_drawing_asks_nothing_of_any_other_host(map_of: Callable[..., str]) -> None:
    drawn = map_of().partition("<svg xmlns")[2].partition("</svg>")[0]
    assert "circle" in drawn
    assert not re.search(r"<image|<use|url\(|(?:src|href)=\"(?!#circle-)", drawn)


@pytest.fixture
def with_a_real_map(make_app: Callable[..., Flask], tmp_path: Path) -> FlaskClient:
    """A browser in front of a council that serves the pictures of a map from its own host."""
    app = make_app(MAP_TILES="/tiles/{z}/{x}/{y}.png", MAP_CREDIT="Ordnance <Survey>")
    file = tmp_path / "choirs.json"
    file.write_text(json.dumps(SERVICES))
    assert app.test_cli_runner().invoke(args=["directory", "import", str(file)]).exit_code == 0
    return app.test_client()


def test_no_map_of_others_is_drawn_unless_the_council_has_one(map_of: Callable[..., str]) -> None:
    page = map_of()
    assert "<image" not in page
    assert "A plain map: no roads, no water." in page


def test_a_real_map_comes_from_this_host_alone_and_names_whose_it_is(with_a_real_map: FlaskClient) -> None:
    answer = with_a_real_map.get("/directory/map?q=choir")
    addresses = re.findall(r'<image href="([^"]+)"', answer.text)
    assert addresses
    assert all(re.fullmatch(r"/tiles/\d+/\d+/\d+\.png", address) for address in addresses)
    assert "The map is from: Ordnance &lt;Survey&gt;." in answer.text
    assert "A plain map" not in answer.text
    assert "img-src 'self' data:;" in answer.headers["Content-Security-Policy"]


def test_a_real_map_shows_the_same_services_in_the_same_order(
    with_a_real_map: FlaskClient, map_of: Callable[..., str]
) -> None:
    assert listed(with_a_real_map.get("/directory/map?q=choir").text) == listed(map_of())
    assert "Canary" not in with_a_real_map.get("/directory/map?q=choir").text
