"""A form that was changed in any way, at any point, comes to what a fresh run with the same answers comes to."""

import random
from dataclasses import replace

import pytest

from app.assessment.flow import FLOWS
from app.assessment.ways import Way
from app.questionnaire.flow import Answer, Path
from tests.proofs import any_change
from tests.proofs.any_change import Doing, Form, afresh, comes_to, form_after, try_out


def test_any_change_gives_what_a_fresh_run_gives():
    try_out(300)


@pytest.fixture(scope="module")
def forms() -> list[Form]:
    draw = random.Random(1)
    steps = [[(draw.choice(list(Doing)), draw.getrandbits(32)) for _ in range(8)] for _ in range(200)]
    return [form_after(one) for one in steps]


def test_the_series_reach_every_way_and_every_question(forms):
    assert {(form.way, form.easy_read) for form in forms} == {(way, easy) for way in Way for easy in (True, False)}
    reached = {question.id for form in forms for question in form.path().answered}
    assert reached == {question.id for question in FLOWS[Way.STANDARD].bank}


def test_the_series_drop_branches_and_finish_forms(forms):
    assert any(form.answers.keys() - form.path().answers.keys() for form in forms if form.path().finished)


def test_what_hangs_on_a_dropped_answer_is_found(monkeypatch, forms):
    def everything_ever_said(form: Form) -> Path:
        path = form.flow.path(form.answers)
        return replace(path, answers={**form.answers, **path.answers})

    monkeypatch.setattr(Form, "path", everything_ever_said)
    assert any(list(comes_to(form)) != list(comes_to(afresh(form))) for form in forms)


def test_a_way_that_is_told_by_what_is_no_longer_asked_is_found(monkeypatch):
    def nosy(question, answers):
        unsaid = question.id == "age" and "carer_plan" in answers
        return any_change.an_answer(question, random.Random(3)) if unsaid else None

    flows = {way: replace(flow, told=nosy) for way, flow in FLOWS.items()}
    monkeypatch.setattr(any_change, "FLOWS", flows)
    monkeypatch.setattr(any_change, "EASY_READ", flows)
    with pytest.raises(AssertionError):
        try_out(3000)  # it ends at the first that it finds; 500 missed it once


def test_a_page_sent_from_another_tab_tells_nothing_before_the_path_comes_to_it():
    path = FLOWS[Way.SHORT].path({"hard": Answer(("toilet",))})
    assert (path.next.id, path.answers, path.told) == ("for_whom", {}, frozenset())
