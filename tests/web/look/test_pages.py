"""The frame of every page, and the specimen that shows each component."""

from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app.web import components, specimen

ADDRESSES = ["", "right-to-left", *sorted(specimen.PAGES)]


def page(look: FlaskClient, address: str) -> Element:
    answer = look.get(f"/specimen/{address}")
    assert answer.status_code == 200
    tree: Element = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return tree


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_specimen_page_is_sound(look: FlaskClient, address: str) -> None:
    """The client itself parses it strictly and checks labels, ids and descriptions."""
    assert look.get(f"/specimen/{address}").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_first_link_skips_to_the_main_part(look: FlaskClient, address: str) -> None:
    tree = page(look, address)
    assert next(tree.iter("a")).get("href") == "#main"
    assert next(tree.iter("main")).get("id") == "main"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_nothing_of_other_hosts(look: FlaskClient, address: str) -> None:
    loaded = [each.get("src") for each in page(look, address).iter() if each.get("src")]
    loaded += [each.get("href") for each in page(look, address).iter("link")]
    assert all(str(each).startswith("/") for each in loaded)


@pytest.mark.parametrize("address", ["start", "question", "emergency", "safeguarding", "results", "sent"])
def test_a_residents_page_shows_the_telephone_number_to_press(look: FlaskClient, address: str) -> None:
    council = look.application.extensions["council"]
    numbers = [each.get("href") for each in page(look, address).iter("a")]
    assert f"tel:{council.telephone.replace(' ', '')}" in numbers


def test_a_page_in_urdu_is_written_from_right_to_left(look: FlaskClient) -> None:
    tree = page(look, "right-to-left")
    assert (tree.get("lang"), tree.get("dir")) == ("ur", "rtl")


def test_a_specimen_that_does_not_exist_is_not_found(look: FlaskClient) -> None:
    assert look.get("/specimen/../../secret").status_code == 404


def test_a_page_that_this_installation_lacks_is_not_linked(app: Flask) -> None:
    with app.test_request_context():
        assert components.link_to("jetpacks.hire") is None


def test_a_file_is_named_by_its_content_so_that_it_may_be_kept(app: Flask) -> None:
    with app.test_request_context():
        assert render_template_string("{{ asset('careway.css') }}").startswith("/static/careway.css?v=")


def test_an_asset_that_is_not_there_stops_the_page(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(KeyError):
        render_template_string("{{ asset('missing.css') }}")


def test_staff_pages_leave_out_what_only_residents_need(look: FlaskClient) -> None:
    assert "careway-desk__ring" not in look.get("/specimen/staff").text
