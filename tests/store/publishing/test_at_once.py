"""Twenty editors and three moderators at one page at once: one of them is first each time, and nothing is lost."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from app import db
from app.accounts.domain import Staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.publishing import api
from tests.editors import Scrum, as_it_is, do, editor, machine_of, moderator, notice

EDITORS, MODERATORS = 20, 3
SHORT = settings(max_examples=5, stateful_step_count=15, deadline=None, derandomize=True, database=None)


@pytest.fixture
def editors(app: Flask) -> Sequence[Staff]:
    return [editor(app, f"ed{number}") for number in range(EDITORS)]


def test_of_twenty_who_save_what_they_saw_at_once_one_is_first_and_the_others_are_told(
    app: Flask, editors: Sequence[Staff]
) -> None:
    id, together = notice(app, *editors), Barrier(EDITORS)

    def save(who: Staff) -> bool:
        together.wait()
        try:
            do(app, lambda writing: api.save_draft(writing, id, who.id, 1, {"words": who.name}, "Tea"))
        except SomeoneElseWasFirst:
            return False
        return True

    with ThreadPoolExecutor(EDITORS) as saving:
        results = list(saving.map(save, editors))
    assert results.count(True) == 1
    with app.app_context():
        assert api.draft(db.session(), id).content == {"words": editors[results.index(True)].name}
    assert as_it_is(app, id).newest == 2


def test_of_twenty_editors_and_three_moderators_at_once_every_version_and_every_deed_is_there(
    app: Flask, editors: Sequence[Staff]
) -> None:
    moderators = [moderator(app, f"mo{number}") for number in range(MODERATORS)]
    scrum = Scrum(app, notice(app, *editors), editors, moderators)
    scrum.run(deeds_of_each=4)
    assert scrum.faults() == []
    assert scrum.done.refused
    assert scrum.done.texts


def test_any_order_of_deeds_comes_to_what_it_must(app: Flask) -> None:
    people = machine_of(app, (editor(app, "one"), editor(app, "two")), moderator(app))
    run_state_machine_as_test(people, settings=SHORT)
