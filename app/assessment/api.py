"""What other rooms may ask of a resident's assessment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app import db
from app.assessment import browser, store
from app.assessment.browser import AnotherDraft as AnotherDraft
from app.assessment.browser import DraftClosed as DraftClosed
from app.assessment.browser import NoDraft as NoDraft
from app.assessment.cards import UrgentCard as UrgentCard
from app.assessment.cards import cards_for
from app.assessment.domain import Decision
from app.assessment.facts import Facts
from app.assessment.facts_json import facts_to_json as facts_to_json
from app.assessment.flow import FLOWS, facts_on, flow_of, voice_of
from app.assessment.needs_wanted import NeedWanted, needs_of
from app.assessment.reasons import Reason, reasons_for
from app.assessment.reasons import fact_in_words as fact_in_words
from app.assessment.rules import TABLE, decide
from app.assessment.store import CODE_LENGTH as CODE_LENGTH
from app.assessment.store import Draft as Draft
from app.assessment.store import code_hash_of as code_hash_of
from app.assessment.ways import Way as Way
from app.assessment.ways import is_easy_read as is_easy_read
from app.assessment.ways import way_of
from app.assessment.wording import RESULTS, ResultWords
from app.councils.api import council
from app.questionnaire.flow import Answer, Answers, Flow, Path, Question, QuestionId, Voice

draft_here = browser.draft_here
draft_of_this_page = browser.draft_of_this_page
open_here = browser.open_here
start_here = browser.start_here
let_go = browser.let_go
save_details = store.save_details
ask_for_assessment = store.ask_for_assessment
forget = store.forget
held = store.held


@dataclass(frozen=True)
class Snapshot:
    """What a draft comes down to: the answers that count, what the rules say of them, and in which words."""

    way: Way
    flow: Flow
    path: Path
    voice: Voice
    facts: Facts
    decision: Decision
    words: ResultWords
    reasons: tuple[Reason, ...]
    needs: tuple[NeedWanted, ...]
    place: str

    @property
    def where_looked_after(self) -> str:
        """The postcode of the person whom a carer looks after, where the carer gave another than their own."""
        answer = self.path.answers.get("cared_for_place")
        return answer.text if answer else ""

    def said_to(self, question: QuestionId) -> tuple[str, ...]:
        """The labels that were chosen for a question that counts, in untranslated words."""
        answer = self.path.answers.get(question, Answer())
        return tuple(self.flow.question[question].choice[value].label.said(self.voice) for value in answer.chosen)

    @property
    def needs_by_fact(self) -> dict[str, list[str]]:
        """The tags of the needs that each fact points to."""
        tags: dict[str, list[str]] = {}
        for need in self.needs:
            tags.setdefault(need.because, []).append(need.tag)
        return tags


def snapshot_of(draft: Draft) -> Snapshot:
    """Works everything out afresh from the answers; nothing of it is stored with the draft."""
    return _snapshot(way_of(draft.details), flow_of(draft.details), draft.answers, draft.asked)


def snapshot_of_answers(way: Way, answers: Answers, asked: bool = False) -> Snapshot:
    """The same for answers that stand in no draft, of somebody who also `asked` for an assessment."""
    return _snapshot(way, FLOWS[way], answers, asked)


def question(id: QuestionId) -> Question:
    """A question as its own page asks it."""
    return FLOWS[Way.STANDARD].question[id]


def begin_with(answers: Answers, asked: bool, details: Mapping[str, Mapping[str, Any]]) -> Draft:
    """A new draft in this browser that holds what was told already, so that nothing of it is asked again."""
    draft = browser.start_here()
    with db.transaction() as session:
        store.save_answers(session, draft.id, answers)
        for section, values in details.items():
            store.save_details(session, draft.id, section, values)
        if asked:
            store.ask_for_assessment(session, draft.id)
    return draft


def _snapshot(way: Way, flow: Flow, answers: Answers, asked: bool) -> Snapshot:
    path = flow.path(answers)
    voice = voice_of(path.answers)
    facts = facts_on(way, path.answers, asked)
    decision = decide(facts)
    places = (path.answers[question].text for question in ("place", "cared_for_place") if question in path.answers)
    return Snapshot(
        way=way,
        flow=flow,
        path=path,
        voice=voice,
        facts=facts,
        decision=decision,
        words=RESULTS.said(decision, voice),
        reasons=reasons_for(decision, path, flow, voice),
        needs=needs_of(facts, path.answers.get("carer_wishes", Answer()).chosen if facts.carer else ()),
        place=next(filter(None, places), ""),
    )


def cards_of(decision: Decision, voice: Voice, moment: datetime) -> tuple[UrgentCard, ...]:
    """What cannot wait by a decision, fresh or kept, as the result page shows it at this hour."""
    return cards_for(RESULTS.said(decision, voice).urgent, council(), moment)


def what_the_rules_say() -> Mapping[str, str]:
    """Each rule's sentence by its id, for staff who ask why a rule fired."""
    return {rule.id: rule.says for rule in TABLE.rules}


def delete_expired() -> None:
    """Deletes the forms whose 28 days are over."""
    with db.transaction() as session:
        store.purge_expired(session)
