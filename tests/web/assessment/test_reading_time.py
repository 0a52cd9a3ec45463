"""How long a form takes is measured on the real pages, by people who leave nothing behind."""

import pytest
from sqlalchemy import func, select

from app.assessment.reading_time import PEOPLE, WANTED_MINUTES, Pace, Part, lines_of, measured
from app.assessment.store import DraftRow
from app.assessment.ways import Way
from app.db import session

PAGE = """
<html><body><p>Above</p><main>
<h1>How <b>are</b> you?</h1><script>no()</script><p hidden>Not seen</p><span class="govuk-visually-hidden">Unseen</span>
<details><summary>Why we ask</summary><div>Because we care.</div></details>
<label>Fine<br>or not</label><input value="x"><textarea>typed</textarea>
</main></body></html>
"""


def test_what_is_read_is_what_can_be_seen_in_the_main_part_of_a_page():
    assert lines_of(PAGE) == ["How are you?", "Why we ask", "Fine", "or not"]


def test_what_is_folded_away_is_read_when_it_is_opened():
    assert "Because we care." in lines_of(PAGE, folded=True)


def test_150_words_take_a_minute_and_half_of_it_the_second_time():
    pace = Pace(set())
    page = f"<main><p>{'word ' * 150}</p></main>"
    pace.read(page)
    pace.read(page)
    assert (pace.pages, pace.words, pace.every_word, pace.skimming) == (2, 300, 120, 90)


@pytest.mark.parametrize("way", [Way.SHORT, Way.CARER])
@pytest.mark.parametrize("easy_read", [False, True])
def test_scripted_people_come_to_the_end_of_a_way_and_leave_nothing(app, way, easy_read):
    took = measured(app, way, easy_read)
    assert took.pages >= 5
    assert 0 < took.skimming[Part.QUESTIONS] < took.every_word[Part.QUESTIONS]
    assert took.every_word[Part.CODE] > 0.2
    with app.app_context():
        assert session().scalar(select(func.count()).select_from(DraftRow)) == 0


@pytest.mark.parametrize("way", WANTED_MINUTES)
def test_a_way_takes_no_longer_than_is_promised(app, way):
    """When this fails, take words away. The figures: `flask assessment minutes`."""
    assert measured(app, way, easy_read=False).skimming[Part.QUESTIONS] <= WANTED_MINUTES[way]


def test_the_people_are_not_all_of_one_kind():
    assert {"self", "someone_else"} <= {said.get("for_whom", ["self"])[0] for said in PEOPLE.values()}
    assert any(said.get("caring") == ["looks_after"] for said in PEOPLE.values())
