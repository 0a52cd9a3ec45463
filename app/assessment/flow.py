"""The questions of the self-assessment, loaded once: each way through them, in each manner of words."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from app.assessment.facts import Facts, facts_of
from app.assessment.ways import Way, asks_for_a_look, is_easy_read, said_by_choosing, told, way_of
from app.questionnaire.flow import Answer, Answers, Flow, Question, QuestionId, Voice
from app.questionnaire.loader import load_flow, load_ways, load_words

_CONTENT = Path(__file__).parent / "content"
_ALL = load_flow(_CONTENT / "questions.toml")
_WAYS = load_ways(_CONTENT / "ways.toml", _ALL)
_EASY = load_words(_CONTENT / "easy_read.toml", _ALL)


def _flow(way: Way, bank: tuple[Question, ...]) -> Flow:
    return Flow(bank, _WAYS[way].asks, partial(told, way))


FLOWS: Mapping[Way, Flow] = {way: _flow(way, _ALL.bank) for way in Way}
EASY_READ: Mapping[Way, Flow] = {way: _flow(way, _EASY) for way in Way}
ASSESSMENT = FLOWS[Way.STANDARD]


def flow_of(details: Mapping[str, Mapping[str, Any]]) -> Flow:
    """The questions of the way that a form is on, in its manner of words."""
    return (EASY_READ if is_easy_read(details) else FLOWS)[way_of(details)]


def choosing(way: Way, answers: Answers) -> dict[QuestionId, Answer]:
    """The answers with what choosing a way says."""
    return said_by_choosing(_WAYS[way].says, answers)


def facts_on(way: Way, answers: Answers, asked: bool = False) -> Facts:
    """The facts in the answers that count on a way, of somebody who besides `asked` for an assessment by a button."""
    facts = facts_of(answers, about_daily_life=way is not Way.CARER)
    if asked and way is Way.CARER and facts.carer is not None:
        return replace(facts, carer=replace(facts.carer, wants_assessment=True))
    return facts.asking_for_assessment() if asked or asks_for_a_look(way, answers) else facts


def voice_of(answers: Answers) -> Voice:
    """Whom the pages speak about. Until somebody says otherwise they answer for themselves."""
    another = {"someone_else", "both"}.intersection(answers.get("for_whom", Answer()).chosen)
    return Voice.THEY if another else Voice.YOU
