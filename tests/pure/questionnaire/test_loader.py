"""A content file that could strand a resident stops the start, and the message says what to mend."""

import re

import pytest

from app.kernel.toml_lines import WrongContent
from app.questionnaire.flow import Kind, ShowIf, Words
from app.questionnaire.loader import load_flow, load_ways, load_words

GOOD = """
[[section]]
id = "pets"
title = "Your pets"

[[choice_set]]
id = "yes_no"
choices = [{ value = "yes", label = "Yes" }, { value = "no", label = "No" }]

[[question]]
id = "dog"
section = "pets"
kind = "choose-one"
choice_set = "yes_no"
choices = [{ value = "unsure", label = "I’m not sure", hint = "That is fine", exclusive = true }]
title = { you = "Do you have a dog?", they = "Do they have a dog?" }
why = "We like dogs."
detail = "Tell us more"

[[question]]
id = "name"
section = "pets"
kind = "text"
title = "What is it called?"
hint = "One name."
optional = true
max_length = 30
show_if = [{ question = "dog", is = ["yes"] }]
"""


@pytest.fixture
def load(tmp_path):
    def load(text):
        file = tmp_path / "questions.toml"
        file.write_text(text, encoding="utf-8")
        return load_flow(file)

    return load


def test_a_good_file_is_read_in_its_order(load):
    assert [question.id for question in load(GOOD).questions] == ["dog", "name"]


def test_a_question_has_the_choices_of_its_set_and_then_its_own(load):
    assert list(load(GOOD).question["dog"].choice) == ["yes", "no", "unsure"]


def test_words_in_one_voice_serve_for_both(load):
    dog = load(GOOD).question["dog"]
    assert dog.title == Words("Do you have a dog?", "Do they have a dog?")
    assert dog.why == Words("We like dogs.", "We like dogs.")


def test_everything_that_was_written_is_read(load):
    name = load(GOOD).question["name"]
    assert (name.kind, name.optional, name.max_length, name.hint) == (Kind.TEXT, True, 30, Words(*["One name."] * 2))
    assert name.show_if == (ShowIf("dog", frozenset({"yes"})),)


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ('id = "dog"', 'id = "Dog!"', "question 'Dog!': id: 'Dog!' must be small letters"),
        ('id = "name"', 'id = "dog"', "question 'dog': id: another question has it"),
        ('kind = "text"', 'kind = "essay"', "question 'name': kind: 'essay' is not known"),
        ('kind = "text"', "", "question 'name': kind: missing"),
        ('kind = "text"', 'kind = "choose-many"', "question 'name': choices: at least two are needed"),
        ('choice_set = "yes_no"\n', 'choice_set = "maybe"\n', "question 'dog': choice_set: 'maybe' is not known"),
        ('choice_set = "yes_no"\n', "", "question 'dog': choices: at least two are needed"),
        ('value = "unsure"', 'value = "no"', "question 'dog': choices: the same value stands there twice"),
        ('value = "unsure"', 'value = "un sure"', "question 'dog': value: 'un sure' must be"),
        ('label = "I’m not sure"', 'label = " "', "question 'dog': label: has no words"),
        ('label = "I’m not sure", ', "", "question 'dog': label: needs words"),
        ('they = "Do they have a dog?"', 'she = "Has she a dog?"', "question 'dog': title: needs words"),
        ('you = "Do you have a dog?", ', "", "question 'dog': title: needs words"),
        ('title = "What is it called?"', "", "question 'name': title: needs words"),
        ('title = "What is it called?"', 'titel = "x"\ntitle = "x"', "question 'name': titel: unknown key"),
        ('hint = "One name."', "hint = 3", "question 'name': hint: needs words"),
        ('hint = "One name."', 'detail = "More"', "question 'name': detail: only a question with choices"),
        ("optional = true", 'optional = "yes"', "question 'name': optional: must be of the type bool"),
        ("max_length = 30", "max_length = 0", "question 'name': max_length: must be at least 1"),
        ("max_length = 30", "max_length = true", "question 'name': max_length: must be of the type int"),
        ('question = "dog"', 'question = "cat"', "question 'name': show_if: 'cat' is not a question"),
        ('question = "dog"', 'question = "name"', "question 'name': show_if: 'name' is not asked before it"),
        ('is = ["yes"]', 'is = ["perhaps"]', "question 'name': show_if: 'perhaps' is not a choice of 'dog'"),
        ('is = ["yes"]', "is = []", "question 'name': show_if: nobody can reach this question"),
        ('show_if = [{ question = "dog", is = ["yes"] }]', "show_if = []", "question 'name': show_if: nobody"),
        ('is = ["yes"]', 'unless = ["yes"]', "question 'name': is: missing"),
        ('section = "pets"\nkind = "text"', 'section = "cars"\nkind = "text"', "section: 'cars' is not known"),
        ("[[choice_set]]", '[[section]]\nid = "cars"\ntitle = "Cars"\n\n[[choice_set]]', "section 'cars': no question"),
        ("[[choice_set]]", '[[section]]\nid = "pets"\ntitle = "Pets"\n\n[[choice_set]]', "section 'pets': id: another"),
        ('title = "Your pets"', 'title = "Your pets"\ncolour = 3', "section 'pets': colour: unknown key"),
        ("[[section]]", "pages = 3\n\n[[section]]", "the file: pages: unknown key"),
        ("[[section]]", "[section", "Expected ']'"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_the_question_and_the_fault(load, was, now, fault):
    assert GOOD.count(was)
    with pytest.raises(WrongContent) as refused:
        load(now.join(GOOD.rsplit(was, 1)))
    assert re.search(r"/questions\.toml:\d+: ", str(refused.value))
    assert fault in str(refused.value)


def test_the_questions_of_a_section_must_follow_each_other(load):
    apart = (
        GOOD
        + """
[[section]]
id = "cars"
title = "Cars"

[[question]]
id = "car"
section = "cars"
kind = "text"
title = "Which car?"

[[question]]
id = "cat"
section = "pets"
kind = "text"
title = "Which cat?"
"""
    )
    with pytest.raises(
        WrongContent, match="question 'cat': section: the questions of a section must follow each other"
    ):
        load(apart)


def test_a_text_has_no_choices(load):
    with pytest.raises(WrongContent, match="question 'name': choices: a text has none"):
        load(GOOD.replace("max_length = 30", "choices = [{ value = 'a', label = 'A' }]"))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WrongContent, match=r"missing\.toml"):
        load_flow(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ('id = "name"', 'id = "dog"', 21),
        ('kind = "text"', "", 20),
        ('kind = "text"', 'kind = "essay"', 23),
        ('question = "dog"', 'question = "cat"', 28),
        ('question = "dog"', 'question = "name"', 28),
        ('value = "unsure"', 'value = "un sure"', 15),
        ("[[choice_set]]", '[[section]]\nid = "cars"\ntitle = "Cars"\n\n[[choice_set]]', 6),
        ("[[section]]", "pages = 3\n\n[[section]]", 2),
        ("[[section]]", "[section", 2),
    ],
)
def test_a_bad_file_is_refused_with_the_line_of_the_fault(load, was, now, line):
    with pytest.raises(WrongContent, match=rf"questions\.toml:{line}: "):
        load(now.join(GOOD.rsplit(was, 1)))


def test_a_condition_that_goes_round_in_a_circle_is_refused(load):
    circle = GOOD.replace('why = "We like dogs."', 'show_if = [{ question = "name", is = ["yes"] }]')
    with pytest.raises(
        WrongContent, match="question 'dog': show_if: 'name' is not asked before it, which would be a cir"
    ):
        load(circle)


@pytest.mark.parametrize(
    ("ways", "line", "fault"),
    [
        ('[way.short]\nasks = ["cat"]', 2, "way 'short': asks: 'cat' is not a question"),
        ('[way.short]\nall_but = ["cat"]', 2, "way 'short': all_but: 'cat' is not a question"),
        ('[way.short]\nasks = ["name"]', 2, "way 'short': asks: 'name' cannot be reached on this way"),
        ('[way.short]\n\nsays = { dog = "maybe" }\nasks = ["name"]', 3, "says: 'maybe' is not a choice of 'dog'"),
    ],
)
def test_a_way_that_could_strand_somebody_is_refused_with_its_line(load, tmp_path, ways, line, fault):
    (tmp_path / "ways.toml").write_text(ways, encoding="utf-8")
    with pytest.raises(WrongContent) as refused:
        load_ways(tmp_path / "ways.toml", load(GOOD))
    assert f"ways.toml:{line}: " in str(refused.value)
    assert fault in str(refused.value)


def test_other_words_for_a_question_that_there_is_not_are_refused_with_their_line(load, tmp_path):
    (tmp_path / "words.toml").write_text("[dog]\ntitle = 'A dog?'\npicture = 'dog'\n", encoding="utf-8")
    with pytest.raises(WrongContent, match=r"words\.toml:1: question 'dog': choices: yes: needs words"):
        load_words(tmp_path / "words.toml", load(GOOD))
