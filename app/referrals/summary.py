"""Writes down what a person filled in, in the words that they saw: for checking it, for sending it, for their copy."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import format_date, get_locale, gettext
from wtforms import BooleanField, Field
from wtforms.fields.choices import SelectFieldBase

from app.assessment.api import Snapshot, facts_to_json
from app.assessment.domain import DISAGREE, Decision, Subject
from app.questionnaire.flow import Answer, Path, Question, Voice
from app.referrals.domain import CARERS_SECTION, Case, Details
from app.referrals.forms import FORMS
from app.referrals.sent import Line, Section, SentForm

PLACES = frozenset({"place", "cared_for_place"})
STEPS_OF_THE_CARER = frozenset({"helper", "reach", "ringing", "talking"})


def sent_form(
    case: Case, snapshot: Snapshot, voice: Voice, details: Details, steps: tuple[str, ...], alone: bool
) -> SentForm:
    """What goes into one case: never a carer's answers into the case of the person looked after, nor the reverse.

    A carer's case that is `alone` holds the rest of the form as well, which would have no other way to arrive.
    """
    carer = case.subject is Subject.CARER
    whole = carer and alone
    decision = _of_subject(snapshot.decision, case.subject)
    with_another = carer and voice is Voice.THEY
    mine = tuple(step for step in steps if step in STEPS_OF_THE_CARER) if with_another and not alone else steps
    return SentForm(
        about=str(details.get("helper" if with_another else "name", {}).get("name", "")),
        filled_in_by=str(details.get("who", {}).get("for_whom") or snapshot.facts.for_whom.value),
        language=get_locale().language,
        sections=(
            *disagreement(details, tuple(Subject) if whole else (case.subject,)),
            *answered_sections(snapshot.path, voice, carer),
            *(answered_sections(snapshot.path, voice, carer=False) if whole else ()),
            *(kept_section(step, voice, details) for step in mine if step != "area"),
        ),
        shown=tuple(_shown(snapshot, decision, carer)) if snapshot.path.finished else (),
        decision=decision,
        facts=facts_to_json(snapshot.facts) if whole else _facts_of_subject(facts_to_json(snapshot.facts), carer),
        details={step: details[step] for step in mine if step in details},
        story=(*_written(snapshot.path, voice, tuple(Subject) if whole else (case.subject,)), *_words(mine, details)),
        do_they_know=next(iter(snapshot.path.answers.get("do_they_know", Answer()).chosen), ""),
    )


def _written(path: Path, voice: Voice, subjects: Iterable[Subject]) -> Iterator[Line]:
    """What the questions were answered with freely, without the postcodes."""
    for section, questions in path.by_section():
        of = Subject.CARER if section.id == CARERS_SECTION else Subject.PERSON
        for question in questions:
            if of in subjects and question.id not in PLACES and path.answers[question.id].text:
                yield Line(gettext(question.on_its_own.said(voice)), path.answers[question.id].text)


def _words(steps: Iterable[str], details: Details) -> Iterator[Line]:
    words = details.get("words", {}).get("words") if "words" in steps else None
    if words:
        yield Line(str(FORMS["words"].title), str(words))


def disagreement(details: Details, subjects: Iterable[Subject]) -> tuple[Section, ...]:
    """What we got wrong about these subjects, in the sender's own words, if they said so."""
    words = {
        Subject.PERSON: gettext("What we got wrong, or left out"),
        Subject.CARER: gettext("What we got wrong about the carer"),
    }
    said = details.get(DISAGREE, {})
    lines = tuple(Line(words[subject], said[subject]) for subject in subjects if subject in words and said.get(subject))
    return (Section(gettext("Where they disagree with the suggestion"), lines, DISAGREE),) if lines else ()


def answered_sections(path: Path, voice: Voice, carer: bool) -> tuple[Section, ...]:
    """The answers of the carer about themselves, or all the others."""
    return tuple(
        Section(gettext(section.title.said(voice)), tuple(_line(question, path, voice) for question in questions))
        for section, questions in path.by_section()
        if (section.id == CARERS_SECTION) is carer
    )


def kept_section(step: str, voice: Voice, details: Details) -> Section:
    """What was filled in on one page."""
    form = FORMS[step](voice, details, formdata=None)
    shown = ((field, shown_value(field)) for field in form.shown)
    lines = (
        Line(str(field.label.text), value) for field, value in shown if value or field.short_name not in form.extras
    )
    return Section(form.group_heading, tuple(lines), step)


def shown_value(field: Field) -> str:
    """What stands in a field, as a person reads it."""
    if isinstance(field, BooleanField):
        return str(gettext("Yes")) if field.data else ""
    if isinstance(field, SelectFieldBase):
        return "\n".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if hasattr(field.data, "isoformat"):
        return str(format_date(field.data, "d MMMM yyyy"))
    return "" if field.data is None else str(field.data)


def _line(question: Question, path: Path, voice: Voice) -> Line:
    answer = path.answers[question.id]
    chosen = [gettext(question.choice[value].label.said(voice)) for value in answer.chosen]
    return Line(gettext(question.on_its_own.said(voice)), "\n".join([*chosen, *filter(None, [answer.text])]))


def _shown(snapshot: Snapshot, decision: Decision, carer: bool) -> Iterator[str]:
    """The result page's sentences in its order, without those that rest on the answers of the other person."""
    words, fired = snapshot.words, {rule.id for rule in decision.fired}
    said = [(urgent.heading, urgent.sentence) for urgent in words.urgent if urgent.rule in fired]
    said += [(one.heading, one.sentence) for one in (words.advice, *words.offers) if one]
    for heading, sentence in said:
        yield f"{gettext(heading)}\n{gettext(sentence)}"
    for reason in snapshot.reasons:
        if (reason.question.section.id == CARERS_SECTION) is not carer:
            continue
        answers = "; ".join(gettext(answer) for answer in reason.said) or gettext("You did not answer this")
        yield f"{gettext(reason.title)}: {answers}"


def _of_subject(decision: Decision, subject: Subject) -> Decision:
    """The decision with the rules about this person alone, and those that may be about anyone in the story."""
    fired = tuple(rule for rule in decision.fired if rule.subject in (subject, Subject.ANYONE))
    return Decision(decision.route, decision.routes, decision.also, fired, decision.table)


def _facts_of_subject(facts: dict[str, Any], carer: bool) -> dict[str, Any]:
    return {"for_whom": facts["for_whom"], "carer": facts["carer"]} if carer else facts | {"carer": None}
