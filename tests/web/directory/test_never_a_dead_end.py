"""Where little or nothing was found, the page says what else there is: farther, with less chosen, and whom to ring."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Config
from app.factory import create_app
from tests.conftest import NewDatabase
from tests.strict_client import StrictClient

DATA = Path(__file__).parents[3] / "directory_data"
NEAR = "postcode=TS18+1AU"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Flask]:
    """The sample directory; the tests only read, but for counts of needs that nothing met."""
    data_dir = tmp_path_factory.mktemp("sample")
    app = create_app(Config.from_environment({"DATA_DIR": str(data_dir), "DATABASE_URL": new_database(data_dir)}))
    app.test_client_class = StrictClient
    for command in (
        ("places", "import", DATA / "places.csv"),
        ("directory", "import", DATA / "sample" / "directory.json", "--source", "sample"),
    ):
        result = app.test_cli_runner().invoke(args=[*map(str, command)])
        assert result.exit_code == 0, result.output
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def resident(sample: Flask) -> FlaskClient:
    return sample.test_client()


def links(page: str, heading: str) -> dict[str, tuple[str, int]]:
    """The links under a heading: words to address and number."""
    part = page[page.index(f">{heading}</h2>") :]
    found = re.findall(
        r'<li><a class="govuk-link" href="([^"]+)">([^<]+)</a> \((\d+)\)</li>', part[: part.index("</ul>")]
    )
    return {words: (unescape(address), int(count)) for address, words, count in found}


def found_by(page: str) -> int:
    number = re.search(r'id="found">([\d,]+) place', page)
    return int(number[1].replace(",", "")) if number else 0


def get(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.text)


def test_farther_distances_say_how_many_there_are_and_keep_their_word(resident: FlaskClient) -> None:
    page = get(resident, f"/directory/?need=lunch-club&{NEAR}&miles=half")
    farther = links(page, "Farther away there are more")
    assert farther
    for address, count in farther.values():
        assert found_by(get(resident, address)) == count


def test_each_filter_says_what_it_costs_and_keeps_its_word(resident: FlaskClient) -> None:
    page = get(resident, f"/directory/?need=lunch-club&{NEAR}&miles=any&day=SU&time=evening&cost=paid&language=pl")
    fewer = links(page, "With less chosen there are more")
    assert fewer
    for address, count in fewer.values():
        assert found_by(get(resident, address)) == count


def test_a_few_results_come_with_where_there_are_more(resident: FlaskClient) -> None:
    page = get(resident, f"/directory/?need=lunch-club&{NEAR}&miles=half")
    assert 0 < found_by(page) <= 3
    assert "Farther away there are more" in page


def test_many_results_come_without_it(resident: FlaskClient) -> None:
    assert "Farther away there are more" not in get(resident, f"/directory/?{NEAR}&miles=1")


def test_nothing_found_offers_the_need_that_was_meant_and_others_of_its_kind(resident: FlaskClient) -> None:
    page = get(resident, f"/directory/?q=lunch+xylophone+zzz&{NEAR}&cost=paid&language=ur&day=SU&need=hospice")
    assert "Did you mean one of these?" in page
    assert "Things of the same kind" in page


def test_nothing_found_gives_a_national_line_with_its_source_and_a_person_to_ring(resident: FlaskClient) -> None:
    page = get(resident, f"/directory/?need=bereavement&q=xylophone&{NEAR}")
    assert found_by(page) == 0
    assert "Cruse Bereavement Support" in page
    assert "Number from: " in page
    assert "Listed here on " in page
    assert "Ring us: we know groups that are not on this list." in page


def test_words_that_nobody_understands_still_lead_to_a_person(resident: FlaskClient) -> None:
    page = get(resident, f"/directory/?q=xylophone+zzz&{NEAR}&miles=1")
    assert "Nothing on our list fits yet" in page
    assert "Age UK Advice Line" in page or "Citizens Advice" in page
    assert "See everything that you can look for" in page


def test_a_wish_beside_words_that_nothing_answers_is_no_mishap(resident):
    assert resident.get("/directory/?q=zyzzyva+free+at+night").status_code == 200
