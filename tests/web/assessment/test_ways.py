"""The ways through the assessment as people go through them: chosen, changed, and led to the right place."""

import pytest

from tests import walking


def question_after(client) -> str:
    return client.get("/assessment/next").location.rsplit("/", 1)[1]


def test_the_short_way_has_few_pages_and_ends_in_a_result(client):
    walking.start(client, way="short")
    walking.finish(client, hard=["toilet"])
    result = client.get("/assessment/result").text
    assert "the council should look at this with you" in result
    assert "Using the toilet" in result


def test_what_was_said_stays_when_somebody_changes_to_the_short_way_half_way(client):
    walking.start(client)
    for question, chosen in (("for_whom", "self"), ("helped_by", "nobody"), ("age", "85_or_over")):
        walking.answer(client, question, chosen=chosen)
    tag = walking.tag_in(client.get("/assessment/question/age"))
    client.post("/assessment/way", data={"draft": tag, "way": "short"})
    assert question_after(client) == "safety"
    assert "85 or over" in _after(client, "/assessment/check")


def _after(client, address: str) -> str:
    walking.finish(client)
    return client.get(address).text


def test_the_carers_way_begins_with_the_carer_and_ends_in_a_case_of_their_own(client):
    walking.start(client, way="carer")
    assert question_after(client) == "age"
    walking.finish(client, carer_recreation="not_safe")
    result = client.get("/assessment/result").text
    assert "Things you enjoy, as a carer" in result


def test_eight_parts_of_a_carers_life_stand_on_one_page_and_each_is_kept(client):
    walking.start(client, way="carer")
    walking.finish(client, carer_relationships="pain_or_worry")
    page = client.get("/assessment/question/carer_own_home").text
    assert page.count("<legend") == 8
    assert "Yes, but it costs me a lot of pain" in client.get("/assessment/check").text


def test_every_part_left_out_of_a_shared_page_is_named_and_the_others_are_kept(client):
    walking.start(client, way="carer")
    walking.finish(client)
    page = walking.answer(client, "carer_own_home", **{"carer_own_home-chosen": "not_safe"})
    assert page.status_code == 422
    assert page.text.count("Choose one answer") >= 14
    assert 'value="not_safe" checked' in page.text


def test_easy_read_shows_a_picture_and_its_own_words_and_one_part_to_a_page(client):
    walking.start(client, easy_read="yes")
    assert "<svg" in client.get("/assessment/question/for_whom").text
    assert "Who is this form for?" in client.get("/assessment/question/for_whom").text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"age": "under_16"}, "You are young, and you look after someone"),
        ({"cared_for_age": "child"}, "You look after a child"),
    ],
)
def test_young_carers_and_parents_are_led_to_the_right_place_once_and_can_go_on(client, said, words):
    walking.start(client, way="carer")
    for question, chosen in {"age": "26_64", "place": "rather_not_say", "safety": "none", "cared_for": "child"}.items():
        walking.answer(client, question, chosen=said.get(question, chosen))
        page = client.get("/assessment/next")
        if page.status_code == 200:
            break
    else:
        walking.answer(client, "cared_for_age", chosen=said["cared_for_age"])
        page = client.get("/assessment/next")
    assert words in page.text
    signpost = "young_carer" if "age" in said else "parent_carer"
    client.post("/assessment/signpost", data={"draft": walking.tag_in(page), "signpost": signpost})
    assert "/question/" in client.get("/assessment/next").location


def test_a_way_that_we_do_not_know_is_the_standard_one(client):
    walking.start(client, way="sideways")
    assert question_after(client) == "for_whom"
