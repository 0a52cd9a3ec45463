"""What the page of a case is told: one frozen value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.assessment import api as assessment
from app.assessment.domain import DISAGREE, FiredRule, Subject
from app.kernel.clock import now
from app.lists.api import sends_texts
from app.messages import api as messages
from app.messages.domain import Channel
from app.pa_finder import api as pa_finder
from app.referrals import api as referrals
from app.referrals.api import Entry, Gap, Record, Referral, SentForm, Shown, shown
from app.referrals.api import Row as Said
from app.referrals.domain import Reach, Source
from app.triage import store, wording
from app.triage.domain import may_be_unsafe_to_ring, numbers_in
from app.triage.list_page import Row, names_of_staff, row_of
from app.triage.reaching import ways_to_write
from app.web.components import has_page
from app.web.words import clock_time, long_date

MOST_ALIKE = 5
"""How many are suggested, the likeliest first: the telephone of a care home is in hundreds of forms."""


@dataclass(frozen=True)
class Alike:
    """Another case that may be, or is, of the same person. `by` says what they have in common."""

    referral: Referral
    by: str


@dataclass(frozen=True)
class CasePage:
    """Everything that staff read of one case. The other case of the same form stands apart: it is only named."""

    referral: Referral
    row: Row
    form: SentForm
    story: tuple[Said, ...]
    disagrees: tuple[Said, ...]
    sections: tuple[Shown, ...]
    happened: tuple[Said, ...]
    recommended: str
    reasons: tuple[Said, ...]
    risks: tuple[FiredRule, ...]
    contact: tuple[Said, ...]
    needs: tuple[str, ...]
    not_told: str
    ringing: str
    may_say: str
    whose_words: str
    outside: bool
    hides_numbers: bool
    others: tuple[Referral, ...]
    linked: tuple[Alike, ...]
    alike: tuple[Alike, ...]
    gaps: tuple[Gap, ...]
    records: tuple[Record, ...]
    rules: Mapping[str, str]
    silenced: bool
    reported_at: str

    @classmethod
    def of(cls, session: Session, case: Referral, reach: Reach, numbers_shown: bool = False) -> "CasePage":
        form = referrals.form_of(session, case.id)
        hides = not numbers_shown and may_be_unsafe_to_ring(form.details, form.do_they_know, form.decision)
        hidden = numbers_in(form.details) if hides else ()
        fired = sorted(form.decision.fired, key=lambda rule: -rule.route.rank)
        rules = assessment.what_the_rules_say()
        linked, alike = _alike(session, case, reach)
        return cls(
            referral=case,
            row=row_of(case, now(), names_of_staff(session)),
            form=form,
            story=tuple(Said(line.question, line.answer) for line in form.story),
            disagrees=tuple(_disagrees(form)),
            sections=_without(shown(section for section in form.sections if section.step != DISAGREE), hidden),
            happened=tuple(map(_entry, referrals.entries_of(session, case.id)))[::-1],
            recommended=wording.ROUTES[case.recommended],
            reasons=tuple(_reason(rule, rules) for rule in fired),
            risks=tuple(rule for rule in fired if rule.route.cannot_wait),
            contact=tuple(Said(way, wording.hidden(how, hidden)) for way, how in wording.contact(form.details)),
            needs=tuple(wording.needs(form.details)),
            not_told=wording.NOT_TOLD.get(form.do_they_know, ""),
            outside="area" in form.details,
            ringing=wording.ringing(form.details),
            may_say=wording.may_say(form.details.get("ringing", {})),
            whose_words=wording.WHOSE_WORDS[case.source],
            hides_numbers=bool(hidden),
            others=referrals.cases_of_form(session, case),
            linked=linked,
            alike=alike,
            gaps=referrals.asked_back(session, case.id),
            records=referrals.records_of(session, case.id),
            rules=rules,
            silenced=messages.is_silenced(session, messages.key_of_case(case.id)),
            reported_at=_reported_at(session, case),
        )

    @property
    def ways_to_ask(self) -> dict[Channel, str]:
        """Where they can be asked for what is missing: they have the code of their form, and can be written to."""
        if self.referral.source is not Source.PERSON or self.silenced:
            return {}
        form = self.form
        ways = ways_to_write(form.details, form.do_they_know, form.decision, self.is_about_themselves)
        return {way: to for way, to in ways.items() if way is not Channel.TEXT or sends_texts()}

    @property
    def may_be_emailed_record(self) -> bool:
        """Whether the record may wait behind the code of the form: only for whoever wrote the form about themselves."""
        return Channel.EMAIL in self.ways_to_ask and self.is_about_themselves

    @property
    def is_about_themselves(self) -> bool:
        """Whether whoever is to be reached by the form is the person whose case it is, and nobody who helps them."""
        return self.form.filled_in_by == "self" or self.referral.subject is Subject.CARER

    @property
    def own_numbers(self) -> tuple[str, ...]:
        """The telephone numbers of the person whose case it is, and of nobody else."""
        reach, address = self.form.details.get("reach", {}), self.form.details.get("address", {})
        numbers = (reach.get("telephone") if self.is_about_themselves else "", address.get("telephone"))
        return tuple(str(number) for number in numbers if number)

    @property
    def own_email(self) -> str:
        """The address of the person whose case it is, and of nobody who helps them."""
        return self.email if self.is_about_themselves else ""

    @property
    def email(self) -> str:
        """Where the person lets us write to."""
        reach = self.form.details.get("reach", {})
        return str(reach.get("email", "")) if "email" in reach.get("ways", ()) else ""

    @property
    def own_rules(self) -> dict[str, str]:
        """The rules that may be judged in this case, with what each says."""
        return own_rules(self.form, self.referral.subject)

    @property
    def is_own_assessment(self) -> bool:
        """Whether the person wants this to be used as their assessment of themselves."""
        return self.form.details.get("sharing", {}).get("self_assessment") == "yes"


def own_rules(form: SentForm, subject: Subject) -> dict[str, str]:
    """The rules that fired about this person, or about anyone, with what each says."""
    said = assessment.what_the_rules_say()
    return {rule.id: said.get(rule.id, "") for rule in form.decision.fired if rule.subject in (subject, Subject.ANYONE)}


def _reported_at(session: Session, case: Referral) -> str:
    """The page of the conversation with a personal assistant that the case came from, while we keep it."""
    there = case.source is Source.MESSAGES and has_page("staff_pa_reports.read")
    if there and pa_finder.has_report(session, case.draft_id):
        return url_for("staff_pa_reports.read", report_id=case.draft_id)
    return ""


def _alike(session: Session, case: Referral, reach: Reach) -> tuple[tuple[Alike, ...], tuple[Alike, ...]]:
    """The cases of the same person, and those that may be; only such as the reader may open."""
    shared, decided = referrals.cases_alike(session, case.id), store.links_of(session, case.id)
    likely = sorted(shared.keys() - decided.same - decided.others, key=lambda other: (-len(shared[other]), str(other)))
    ids = (*decided.same, *likely[:MOST_ALIKE])
    found = [
        Alike(each, ", ".join(sorted(wording.MARKS[mark] for mark in shared.get(each.id, ()))))
        for each in referrals.cases_of_ids(session, ids)
        if each.draft_id != case.draft_id and reach.covers(each.subject, each.safeguarding, each.assigned_to)
    ]
    linked = tuple(each for each in found if each.referral.id in decided.same)
    return linked, tuple(each for each in found if each.referral.id not in decided.same)


def _without(sections: tuple[Shown, ...], hidden: tuple[str, ...]) -> tuple[Shown, ...]:
    """The sections without the numbers that are not to be seen yet."""
    return tuple(
        Shown(section.title, tuple(Said(row.question, wording.hidden(row.answer, hidden)) for row in section.rows))
        for section in sections
    )


def _disagrees(form: SentForm) -> Iterator[Said]:
    """What the sender says that we got wrong, which staff read before what they told us."""
    return (row for part in shown(each for each in form.sections if each.step == DISAGREE) for row in part.rows)


def _entry(entry: Entry) -> Said:
    what = f"{wording.HAPPENED[entry.happened]}, {long_date(entry.moment)}, {clock_time(entry.moment)}"
    return Said(what, "\n".join(filter(None, [entry.words, entry.by])))


def _reason(rule: FiredRule, rules: Mapping[str, str]) -> Said:
    facts = "\n".join(": ".join(map(gettext, assessment.fact_in_words(fact))) for fact in rule.because)
    return Said(f"{rule.id} {rules.get(rule.id, '')}", f"{wording.ROUTES[rule.route]}\n{facts}")
