"""A form's field on the page: what is said about it is tied to it, and what was typed stays."""

from xml.etree.ElementTree import Element

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.web.specimen import Specimen
from tests.web.look.conftest import Render


def answered(**typed: str | list[str]) -> Specimen:
    form = Specimen(MultiDict(typed), meta={"csrf": False})
    form.validate()
    return form


def control(page: Element, name: str) -> Element:
    return next(each for each in page.iter() if each.get("name") == name)


def described(page: Element, element: Element) -> list[str]:
    ids = (element.get("aria-describedby") or "").split()
    return ["".join(next(each for each in page.iter() if each.get("id") == id).itertext()).strip() for id in ids]


def test_a_text_box_is_described_by_its_hint_and_its_error(render: Render) -> None:
    class OneBox(Form):
        name = StringField("Your name", [InputRequired("Tell us what to call you")], description="Any name will do.")

    form = OneBox(MultiDict({"name": ""}))
    form.validate()
    page = render("form", "field", form.name)
    assert described(page, control(page, "name")) == ["Any name will do.", "Error: Tell us what to call you"]


@pytest.mark.parametrize("name", ["getting_on", "lately", "born"])
def test_a_group_is_described_by_its_hint_and_its_error(render: Render, name: str) -> None:
    field = answered()[name]
    page = render("form", "field", field)
    fieldset = next(page.iter("fieldset"))
    assert described(page, fieldset) == [field.description, f"Error: {field.errors[0]}"]


@pytest.mark.parametrize("name", ["name", "more", "born", "getting_on", "lately", "agreed"])
def test_the_error_summary_leads_to_a_control_of_each_wrong_field(render: Render, name: str) -> None:
    form = answered()
    links = [each.get("href") for each in render("form", "error_summary", form).iter("a")]
    page = render("form", "field", form[name])
    assert f"#{control(page, name).get('id')}" in links


def test_there_is_no_error_summary_when_nothing_is_wrong(render: Render) -> None:
    assert list(render("form", "error_summary", Specimen(meta={"csrf": False})).iter("h2")) == []


def test_the_label_of_a_text_box_can_be_the_heading_of_the_page(render: Render) -> None:
    page = render("form", "field", answered().name, page_heading=True, caption="About you")
    assert [label.get("for") for label in next(page.iter("h1")).iter("label")] == ["name"]


def test_the_legend_of_choices_can_be_the_heading_of_the_page(render: Render) -> None:
    legend = next(render("form", "field", answered().getting_on, page_heading=True).iter("legend"))
    assert legend.findtext("h1") == "Getting around your home: how do you get on?"


def test_what_was_chosen_stays_chosen(render: Render) -> None:
    page = render("form", "field", answered(lately=["fall", "memory"]).lately)
    assert [each.get("value") for each in page.iter("input") if each.get("checked") is not None] == ["fall", "memory"]


def test_a_choice_that_stands_alone_comes_after_the_word_or(render: Render) -> None:
    page = render("form", "field", answered().lately)
    words = [word for word in (text.strip() for text in page.itertext()) if word]
    assert words[-2:] == ["or", "None of these"]


def test_several_choices_that_stand_alone_share_one_word_or(render: Render) -> None:
    class Question(Form):
        lately = SelectMultipleField(
            choices=[
                SelectChoice("fall", "A fall"),
                *(SelectChoice(word, word, {"alone": True}) for word in ("none", "unsure")),
            ]
        )

    words = [word for word in (text.strip() for text in render("form", "field", Question().lately).itertext()) if word]
    assert words[-3:] == ["or", "none", "unsure"]


def test_a_choice_that_stands_alone_clears_the_others_where_scripts_run(render: Render) -> None:
    alone = [each for each in render("form", "field", answered().lately).iter("input") if each.get("data-behaviour")]
    assert [each.get("value") for each in alone] == ["none"]


def test_a_choice_is_described_by_its_own_hint(render: Render) -> None:
    page = render("form", "field", answered().lately)
    hospital = next(each for each in page.iter("input") if each.get("value") == "hospital")
    assert described(page, hospital) == ["Or you have just come home."]


def test_a_date_that_cannot_be_is_shown_as_it_was_typed(render: Render) -> None:
    page = render("form", "field", answered(born=["31", "2", "1951"]).born)
    assert [each.get("value") for each in page.iter("input")] == ["31", "2", "1951"]


def test_a_date_of_birth_can_be_filled_in_by_the_browser(render: Render) -> None:
    page = render("form", "field", answered().born)
    assert [each.get("autocomplete") for each in page.iter("input")] == ["bday-day", "bday-month", "bday-year"]


def test_a_number_that_is_none_is_shown_as_it_was_typed(render: Render) -> None:
    assert control(render("form", "field", answered(hours="lots").hours), "hours").get("value") == "lots"


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"><b>', "\nfirst line kept", "مرحبا 👋"])
def test_what_was_typed_is_shown_back_and_never_run(render: Render, typed: str) -> None:
    page = render("form", "field", answered(more=typed).more)
    assert control(page, "more").text == typed


def test_a_password_is_never_sent_back_to_the_page(render: Render) -> None:
    page = render("form", "field", answered(password="a secret of mine").password)
    assert "a secret of mine" not in [each.get("value") for each in page.iter("input")]


def test_the_longest_answer_is_said_before_it_is_too_long(render: Render) -> None:
    page = render("form", "field", answered().more)
    assert "You can write up to 1,000 characters" in described(page, control(page, "more"))


def test_the_title_of_a_page_says_that_something_is_wrong_before_all_else(app: Flask) -> None:
    page = '{% extends "layouts/page.html" %}{% block title %}Your name{% endblock %}'
    with app.test_request_context():
        shown = render_template_string(page, form=answered())
    assert "<title>Error: Your name – " in shown
