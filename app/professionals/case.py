"""The case that a professional's referral opens: their words under their name, never taken for the person's own."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.assessment.api import facts_to_json
from app.assessment.domain import Subject
from app.kernel.clock import today
from app.professionals.domain import Details, answers_of
from app.professionals.pages import sections_of, snapshot_of
from app.professionals.store import Draft
from app.referrals import api as referrals
from app.referrals.api import Line, Referral, Section, SentForm
from app.referrals.domain import Source, cases_in

ACTOR = "professional"
THROUGH_ANOTHER = {"through_me", "someone_else", "not_known"}


def open_case(session: Session, draft: Draft) -> Referral:
    """Opens the person's case in the caller's transaction; the same draft opens it once."""
    form = form_of(draft.details)
    [case] = [case for case in cases_in(form.decision) if case.subject is Subject.PERSON]
    return referrals.open_case(
        session,
        key=draft.id,
        source=Source.PROFESSIONAL,
        subject=case.subject,
        route=case.route,
        form=form,
        actor=ACTOR,
    )


def form_of(details: Details) -> SentForm:
    """What staff read."""
    snapshot = snapshot_of(details)
    person, worries = details.get("person", {}), details.get("worries", {})
    return SentForm(
        about=str(person.get("name", "")),
        filled_in_by="someone_else",
        language="en",
        sections=tuple(
            Section(section.title, tuple(Line(row.question, row.answer) for row in section.rows))
            for section in sections_of(details)
        ),
        shown=(),
        decision=snapshot.decision,
        facts=facts_to_json(snapshot.facts),
        details=_how_to_reach(details),
        do_they_know=answers_of(details, today())["do_they_know"].chosen[0],
        story=tuple(_story(details, worries)),
    )


def _story(details: Details, worries: Any) -> Iterable[Line]:
    who = ", ".join(filter(None, (details.get("you", {}).get(name) for name in ("name", "role", "organisation"))))
    yield Line(f"In the words of {who}", str(worries.get("worries", "")))
    if worries.get("views"):
        yield Line(f"What the person says, as {who} writes it", str(worries["views"]))


def _how_to_reach(details: Details) -> dict[str, dict[str, Any]]:
    """How the person may be reached, as a resident's own pages keep it; through the professional if nothing is safe."""
    you, person, reach = (details.get(step, {}) for step in ("you", "person", "reach"))
    ways = reach.get("ways", ())
    through_me = bool(THROUGH_ANOTHER.intersection(ways))
    kept = {
        "reach": {
            "ways": [way for way in ways if way not in THROUGH_ANOTHER],
            "telephone": person.get("telephone", ""),
            "post": person.get("address", ""),
        },
        "ringing": {
            "when": "as_written" if reach.get("note") else "",
            "note": reach.get("note", ""),
            "say_who": reach.get("say_who", ""),
            "instead_name": you.get("name", "") if through_me else "",
            "instead_telephone": you.get("telephone", "") if through_me else "",
        },
        "talking": _of(reach, "needs", "language", "other"),
        "address": {
            name: person[name] for name in ("address", "postcode", "homeless", "telephone") if person.get(name)
        },
        "birth": {name: person[name] for name in ("born", "age") if person.get(name)},
        "health": {name: person[name] for name in ("gp", "nhs_number") if person.get(name)},
        "helper": {
            "name": you.get("name", ""),
            "relationship": ", ".join(filter(None, (you.get("role"), you.get("organisation")))),
        },
    }
    return {step: filled for step, values in kept.items() if (filled := _of(values, *values))}


def _of(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those of these values that were filled in."""
    return {name: values[name] for name in names if values.get(name)}
