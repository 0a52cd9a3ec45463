"""An adviser takes calls with the keyboard alone."""

import time

from tests.journeys.conftest import NewPerson
from tests.journeys.pages_calls import CallsPage
from tests.journeys.person import Person
from tests.serving import Site
from tests.staff import sign_in_as

SECONDS_FROM_HELLO_TO_TEXT = 90


def calls_of(adviser: Person, site: Site) -> CallsPage:
    """The adviser's first page of the morning."""
    sign_in_as(adviser.page.context, site, "adviser", name="Ada Adviser")
    adviser.page.set_viewport_size({"width": 1280, "height": 800})
    adviser.opens("/staff/calls/")
    return CallsPage(adviser)


def test_a_call_from_hello_to_a_text_message_within_90_seconds(new_person: NewPerson, hounslow: Site) -> None:
    calls = calls_of(new_person(), hounslow)
    began = time.monotonic()
    call = calls.new_call()
    call.writes_at("w", "Noor Amari")
    call.then("07700 900123")
    call.writes_at("x", "Her mother sits alone all day and would like company")
    call.writes_at("g", "Two daughters, both at work")
    call = call.searches("lunch club").picks_first()
    ended = call.gives_information().send()
    assert ended.says("This call has ended: Information given")
    assert time.monotonic() - began < SECONDS_FROM_HELLO_TO_TEXT


def test_a_call_fits_on_one_screen(new_person: NewPerson, hounslow: Site) -> None:
    call = calls_of(new_person(), hounslow).new_call()
    last = call.person.main.get_by_role("button", name="Full assessment").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 800


def test_what_is_typed_is_kept_without_a_press_where_scripts_run(new_person: NewPerson, hounslow: Site) -> None:
    call = calls_of(new_person(), hounslow).new_call()
    if not call.person.scripts:
        return
    page = call.person.page
    with page.expect_response(lambda answer: answer.url.endswith("/beside")):
        call.writes_at("g", "He hits her when he has been drinking")
    page.locator(".careway-panel--danger").wait_for()
    page.reload()
    assert page.get_by_label("Who is around them?").input_value() == "He hits her when he has been drinking"
