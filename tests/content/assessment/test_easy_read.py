"""Easy Read: short plain words and one drawing for every question, with the meaning of the standard words."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

from app.config import ROOT

CONTENT = ROOT / "app" / "assessment" / "content"
PICTURES = ROOT / "templates" / "pictures"


def content(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


STANDARD = content("questions.toml")
BANK = {question["id"]: question for question in STANDARD["question"]}
SHARED = {choice_set["id"]: choice_set["choices"] for choice_set in STANDARD["choice_set"]}
EASY = content("easy_read.toml")

# The carer reads their own section; and who helps is only asked of somebody who answers for themselves.
ABOUT_THE_PERSON = [key for key in BANK if BANK[key]["section"] != "carer" and key != "helped_by"]

# What is the reader's own, whomever the form is about.
OF_THE_READER = re.compile(r"your (screen|form|mind|answer)", re.IGNORECASE)

DRAWINGS = sorted(PICTURES.glob("*.svg"))

LONGEST_SENTENCE = 12
MOST_SENTENCES = {"title": 2, "hint": 5, "why": 6, "detail": 1, "choice": 4}

FORBIDDEN = re.compile(
    r"\b(in)?eligib|\bqualif|\bcriteri|\bthreshold|\bscor(e|ing)|\b(low|moderate|substantial) needs\b", re.IGNORECASE
)

# Words for which Easy Read has plainer ones. An advocate is explained where the word stands.
HARD_WORDS = re.compile(
    r"\b(require|assist|assistance|obtain|purchase|regarding|habitable|nutrition|hygiene|relationship|facilities|"
    r"impairment|significant|deteriorat|respite|domiciliary|e\.g|i\.e|etc)\w*",
    re.IGNORECASE,
)


def values(question_id: str) -> list[str]:
    question = BANK[question_id]
    choices = [*SHARED.get(question.get("choice_set", ""), ()), *question.get("choices", ())]
    return [choice["value"] for choice in choices]


def voices(words: str | dict[str, str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words.values())


def said(question_id: str) -> Iterator[tuple[str, str]]:
    for key in MOST_SENTENCES.keys() & EASY[question_id].keys():
        yield from ((key, text) for text in voices(EASY[question_id][key]))
    for words in EASY[question_id].get("choices", {}).values():
        yield from (("choice", text) for text in voices(words))


RESULT = content("results.toml")["easy"]
OF_RESULT = [text for words in RESULT.values() for text in (words["heading"], words["you"], words["they"])]
ALL_WORDS = sorted({text for question_id in EASY for _, text in said(question_id)} | set(OF_RESULT))


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]


def in_voice(words: str | dict[str, str], voice: str) -> str:
    return words if isinstance(words, str) else words.get(voice, words["you"])


def choice(question_id: str, value: str, voice: str = "you") -> str:
    return in_voice(EASY[question_id]["choices"][value], voice)


def test_every_question_is_there_in_easy_read_in_the_same_order():
    assert list(EASY) == list(BANK)


@pytest.mark.parametrize("question_id", BANK)
def test_every_choice_is_there_in_the_same_order(question_id):
    assert list(EASY[question_id].get("choices", {})) == values(question_id)


@pytest.mark.parametrize("question_id", BANK)
def test_words_that_differ_between_the_voices_differ_in_easy_read_too(question_id):
    labels = [*SHARED.get(BANK[question_id].get("choice_set", ""), ()), *BANK[question_id].get("choices", ())]
    standard = [BANK[question_id]["title"], *(label["label"] for label in labels)]
    easy = [EASY[question_id]["title"], *EASY[question_id].get("choices", {}).values()]
    for words, plain in zip(standard, easy, strict=True):
        assert isinstance(plain, dict) or not isinstance(words, dict)


@pytest.mark.parametrize("question_id", ABOUT_THE_PERSON)
def test_the_other_voice_never_speaks_of_the_person_as_the_reader(question_id):
    spoken = [EASY[question_id].get(key, "") for key in ("title", "hint", "why")]
    theirs = OF_THE_READER.sub("", " ".join(in_voice(words, "they") for words in spoken))
    assert not re.search(r"\b(your|yours|you live)\b", theirs, re.IGNORECASE)


@pytest.mark.parametrize("question_id", BANK)
def test_the_reason_why_we_ask_is_given_in_easy_read_too(question_id):
    assert ("why" in EASY[question_id]) == ("why" in BANK[question_id])


def test_every_picture_of_the_result_is_there():
    assert not [words["picture"] for words in RESULT.values() if not (PICTURES / f"{words['picture']}.svg").is_file()]


@pytest.mark.parametrize("text", ALL_WORDS)
def test_no_sentence_is_long(text):
    assert max(len(sentence.split()) for sentence in sentences(text)) <= LONGEST_SENTENCE


@pytest.mark.parametrize("text", ALL_WORDS)
def test_each_sentence_stands_on_a_line_of_its_own(text):
    assert not re.search(r"[.!] ", text) or text in titles()


def titles() -> set[str]:
    return {text for question in EASY.values() for text in voices(question["title"])}


@pytest.mark.parametrize("question_id", EASY)
def test_a_page_says_few_things(question_id):
    assert not [text for key, text in said(question_id) if len(sentences(text)) > MOST_SENTENCES[key]]


@pytest.mark.parametrize("text", ALL_WORDS)
def test_no_word_is_used_that_only_the_council_may_say(text):
    assert not FORBIDDEN.search(text)


@pytest.mark.parametrize("text", ALL_WORDS)
def test_no_hard_word_is_used_that_has_a_plain_one(text):
    assert not HARD_WORDS.search(text)


@pytest.mark.parametrize("text", ALL_WORDS)
def test_words_are_written_out_in_full(text):
    assert text == text.strip()
    assert not re.search(r"['’\"<>&;()]|  |https?:", text)


OUTCOMES = [question_id for question_id, question in BANK.items() if question.get("choice_set") == "how_it_goes"]
CARERS_OUTCOMES = [
    question_id for question_id, question in BANK.items() if question.get("choice_set") == "because_of_caring"
]

# SI 2015/313 reg 2(3): not without help or a reminder; pain, distress or anxiety; danger to anyone; much longer.
MEANINGS = {
    "fine": ("on my own",),
    "slow_or_painful": ("much longer", "hurts", "upsets", "worries", "a lot"),
    "needs_help": ("help me", "remind me"),
    "cannot": ("cannot", "someone does it all"),
    "risky": ("not safe", "me or someone else"),
    "unsure": ("not sure",),
}


@pytest.mark.parametrize("question_id", OUTCOMES)
@pytest.mark.parametrize("value", MEANINGS)
def test_the_six_answers_keep_each_meaning_that_the_law_gives_them(question_id, value):
    assert all(words in choice(question_id, value) for words in MEANINGS[value])


def test_the_six_answers_are_the_same_on_each_page_about_daily_life():
    assert len({tuple(choice(question_id, value) for value in MEANINGS) for question_id in OUTCOMES}) == 1


@pytest.mark.parametrize("question_id", OUTCOMES)
@pytest.mark.parametrize(
    ("voice", "words"), [("you", "without the help you get"), ("they", "without the help they get")]
)
def test_each_page_about_daily_life_asks_to_leave_the_help_out_of_it(question_id, voice, words):
    assert words in in_voice(EASY[question_id]["hint"], voice)


@pytest.mark.parametrize("question_id", CARERS_OUTCOMES)
def test_a_carers_answers_keep_the_three_meanings_of_the_law_and_no_fourth(question_id):
    assert "without help" in choice(question_id, "not_without_help")
    assert all(word in choice(question_id, "pain_or_worry") for word in ("hurts", "upsets", "worries", "a lot"))
    assert "not safe" in choice(question_id, "not_safe")
    assert "longer" not in " ".join(text for _, text in said(question_id))


@pytest.mark.parametrize("question_id", CARERS_OUTCOMES)
def test_a_carer_is_asked_what_caring_makes_hard(question_id):
    assert "Looking after someone can make this hard." in EASY[question_id]["hint"]


# What the standard words name as danger, word by word; Easy Read may say it plainly but may not leave any of it out.
DANGERS = {
    "immediate_danger": ("I am in danger now", "someone else is in danger now"),
    "suicidal_thoughts": ("ending my life",),
    "abuse": ("hurts me", "scares me", "controls", "neglects me", "takes my money"),
    "self_neglect": ("stopped looking after myself", "harming me"),
    "no_food_or_heating": ("no food", "no heating"),
}


@pytest.mark.parametrize("value", DANGERS)
def test_the_words_about_safety_lose_nothing(value):
    assert all(words in choice("safety", value) for words in DANGERS[value])


def test_whoever_answers_for_another_can_say_that_either_is_in_danger():
    assert "One of us" in choice("safety", "suicidal_thoughts", "they")
    assert choice("safety", "abuse", "they").count("them or me") == 2


def test_whoever_answers_about_safety_is_told_that_it_may_be_shared():
    assert "Nothing is sent until you choose to send it." in EASY["safety"]["why"]
    assert "we may have to share what you sent" in EASY["safety"]["why"]


def test_whoever_may_be_seen_is_told_that_they_can_leave():
    assert "You can leave this page at any time." in EASY["safety"]["hint"]


@pytest.mark.parametrize("question_id", EASY)
def test_each_question_has_a_picture(question_id):
    assert (PICTURES / f"{EASY[question_id]['picture']}.svg").is_file()


def test_each_question_has_a_picture_of_its_own():
    pictures = [question["picture"] for question in EASY.values()]
    assert len(set(pictures)) == len(pictures)


def test_no_picture_is_left_over():
    assert {drawing.stem for drawing in DRAWINGS} == {question["picture"] for question in EASY.values()}


MAY_BE_DRAWN_WITH = {
    "svg": {"viewBox", "aria-hidden", "focusable"},
    "path": {"class", "d"},
    "circle": {"class", "cx", "cy", "r"},
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_picture_holds_lines_and_nothing_that_is_run_styled_fetched_or_read(drawing):
    for element in ElementTree.fromstring(drawing.read_bytes()).iter():
        assert element.attrib.keys() <= MAY_BE_DRAWN_WITH[element.tag.removeprefix(SVG)]
        assert not (element.text or "").strip()


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_picture_is_square_and_is_passed_over_by_those_who_listen(drawing):
    picture = ElementTree.fromstring(drawing.read_bytes())
    assert picture.attrib == {"viewBox": "0 0 120 120", "aria-hidden": "true", "focusable": "false"}


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_picture_is_drawn_with_the_classes_that_the_style_sheet_has(drawing):
    styled = set(
        re.findall(r"careway-draw(?:--[a-z]+)?", (ROOT / "static" / "careway.css").read_text(encoding="utf-8"))
    )
    lines = list(ElementTree.fromstring(drawing.read_bytes()))
    assert all("careway-draw" in line.attrib["class"].split() for line in lines)
    assert {name for line in lines for name in line.attrib["class"].split()} <= styled
