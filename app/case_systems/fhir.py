"""A case as FHIR R4: a collection of the form, what is asked for, and the work on it.

QuestionnaireResponse holds the words that were sent, ServiceRequest the route with the rules that led to it, Task where
the work stands. Nothing is coded that we do not know: our own code systems are named by our own addresses.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.assessment.domain import Route
from app.case_systems.shapes import Whole
from app.kernel.clock import in_london
from app.referrals.api import Entry, Line, Section
from app.referrals.domain import Status

Json = dict[str, Any]

_PRIORITIES: Mapping[Route, str] = MappingProxyType(
    {Route.EMERGENCY: "stat", Route.SAFEGUARDING: "asap", Route.URGENT_COUNCIL: "urgent"}
)
_OF_REQUEST: Mapping[Status, str] = MappingProxyType(
    {
        Status.RECEIVED: "active",
        Status.LOOKED_AT: "active",
        Status.DONE: "completed",
        Status.WITHDRAWN: "revoked",
    }
)
_OF_TASK: Mapping[Status, str] = MappingProxyType(
    {
        Status.RECEIVED: "requested",
        Status.LOOKED_AT: "in-progress",
        Status.DONE: "completed",
        Status.WITHDRAWN: "cancelled",
    }
)


def bundle(whole: Whole, home: str) -> Json:
    """The case as a Bundle; `home` is the address of our service. The same case is the same Bundle."""
    case = whole.referral
    ids = {kind: uuid5(NAMESPACE_URL, f"{home}/api/cases/{case.id}/{kind}") for kind in ("form", "request", "task")}
    resources = (_form(whole, home, ids), _request(whole, home, ids), _task(whole, home, ids))
    return {
        "resourceType": "Bundle",
        "id": str(case.id),
        "identifier": {"system": f"{home}/api/cases", "value": str(case.id)},
        "type": "collection",
        "timestamp": _moment(case.changed_at),
        "entry": [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources],
    }


def _form(whole: Whole, home: str, ids: Mapping[str, UUID]) -> Json:
    numbered = enumerate((part for part in whole.form.sections if part.lines), start=1)
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(ids["form"]),
        "language": whole.form.language,
        "identifier": _identifier(whole, home),
        "status": "completed",
        "subject": _person(whole),
        "authored": _moment(whole.referral.received_at),
        **_unless_empty("item", [_section(number, section) for number, section in numbered]),
    }


def _section(number: int, section: Section) -> Json:
    lines = [_line(f"{number}.{place}", line) for place, line in enumerate(section.lines, start=1)]
    return {"linkId": str(number), **_text(section.title), "item": lines}


def _line(link: str, line: Line) -> Json:
    answers = [{"valueString": answer} for answer in line.answer.splitlines() if answer.strip()]
    return {"linkId": link, **_text(line.question), **_unless_empty("answer", answers)}


def _request(whole: Whole, home: str, ids: Mapping[str, UUID]) -> Json:
    case = whole.referral
    rules = [{"coding": [{"system": f"{home}/codes/rule", "code": rule.id}]} for rule in whole.form.decision.fired]
    return {
        "resourceType": "ServiceRequest",
        "id": str(ids["request"]),
        "identifier": [_identifier(whole, home)],
        "status": _OF_REQUEST[case.status],
        "intent": "proposal",
        "priority": _PRIORITIES.get(case.route, "routine"),
        "code": _coded(home, "route", case.route.value),
        "subject": _person(whole),
        "authoredOn": _moment(case.received_at),
        **_unless_empty("reasonCode", rules),
        "supportingInfo": [{"reference": f"urn:uuid:{ids['form']}"}],
        **_unless_empty("note", [{"text": said} for said in whole.form.shown if said.strip()]),
    }


def _task(whole: Whole, home: str, ids: Mapping[str, UUID]) -> Json:
    case = whole.referral
    standing = case.outcome.value if case.outcome else case.status.value
    return {
        "resourceType": "Task",
        "id": str(ids["task"]),
        "identifier": [_identifier(whole, home)],
        "status": _OF_TASK[case.status],
        "businessStatus": _coded(home, "standing", standing),
        "intent": "proposal",
        "priority": _PRIORITIES.get(case.route, "routine"),
        "focus": {"reference": f"urn:uuid:{ids['request']}"},
        "for": _person(whole),
        "authoredOn": _moment(case.received_at),
        "lastModified": _moment(case.changed_at),
        "restriction": {"period": {"end": _moment(case.promise.contact_by)}},
        **_unless_empty("note", list(map(_note, whole.entries))),
    }


def _note(entry: Entry) -> Json:
    author = {"authorString": entry.by} if entry.by.strip() else {}
    words = f"{entry.happened.value}: {entry.words}" if entry.words.strip() else entry.happened.value
    return {**author, "time": _moment(entry.moment), "text": words}


def _person(whole: Whole) -> Json:
    """Whom it is about, by name where one was given. A system finds its own record by the form's words."""
    kind = {"identifier": {"value": f"{whole.referral.reference}:{whole.referral.subject.value}"}}
    return {**kind, **({"display": whole.form.about} if whole.form.about.strip() else {})}


def _identifier(whole: Whole, home: str) -> Json:
    return {"system": f"{home}/codes/reference", "value": whole.referral.reference}


def _coded(home: str, system: str, code: str) -> Json:
    return {"coding": [{"system": f"{home}/codes/{system}", "code": code}], "text": code.replace("_", " ")}


def _text(words: str) -> Json:
    return {"text": words} if words.strip() else {}


def _unless_empty(name: str, values: list[Json]) -> Json:
    """FHIR knows no empty lists: what is not there is not named."""
    return {name: values} if values else {}


def _moment(moment: datetime) -> str:
    return in_london(moment).isoformat(timespec="milliseconds")
