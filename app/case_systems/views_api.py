"""What a case system asks with its key: which cases changed, and each of them; and what it answers."""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import HTTPException

from app import db
from app.audit import api as audit
from app.case_systems import answering, store
from app.case_systems.domain import Acknowledgement, Standing, System, key_hash
from app.case_systems.fhir import bundle
from app.case_systems.shapes import Whole, as_csv, changes_as_csv, plain
from app.limits import api as limits
from app.referrals import api as referrals
from app.web.addresses import public_address
from app.web.errors import NotFound, TooMany
from app.web.resend import csrf

MOST_AT_ONCE = 500
MOST_A_MINUTE = 300
MOST_WRONG_KEYS, MINUTES = 20, 5
LONGEST_ID, LONGEST_KEY = 100, 64

JSON, FHIR, CSV = "application/json", "application/fhir+json", "text/csv"

blueprint = Blueprint("case_api", __name__, url_prefix="/api/cases")
csrf.exempt(blueprint)  # who asks proves it by a key in the header, which no browser adds by itself


class NoKey(Exception):
    """The request has no key that opens anything."""


class NotUnderstood(Exception):
    """The request cannot be read; the message says what is wrong with it."""


@blueprint.before_request
def only_with_a_key() -> None:
    """Lets nobody through without a key, and nobody ask without end."""
    token = request.authorization.token if request.authorization else None
    if not token or request.authorization is None or request.authorization.type != "bearer":
        raise NoKey
    system = store.of_key(db.session(), key_hash(token))
    if system is None:
        limits.spend("case-key-wrong", request.remote_addr or "", MOST_WRONG_KEYS, MINUTES)
        raise NoKey
    limits.spend("case-key", str(system.id), MOST_A_MINUTE, 1)
    g.case_system = system


@blueprint.get("/")
def changed() -> Response:
    """Which cases changed after a number, in the order of the changes: ids, and nothing of what is in them."""
    since, most = _number("since", 0), min(max(_number("limit", 100), 1), MOST_AT_ONCE)
    found = store.changes_after(db.session(), since, most + 1)
    changes = found[:most]
    if _format("json", "csv") == "csv":
        return _answer(changes_as_csv(changes, _address_of).encode(), CSV)
    listed = [
        {
            "id": str(change.case_id),
            "number": change.number,
            "changed_at": change.changed_at.isoformat(),
            "address": _address_of(change.case_id),
        }
        for change in changes
    ]
    last = changes[-1].number if changes else since
    return _answer(_json({"cases": listed, "next": last, "more": len(found) > most}), JSON)


@blueprint.get("/<uuid:case_id>")
def case(case_id: UUID) -> Response:
    """One case, whole. That it was read is on record before anything of it is given."""
    wanted = _format("json", "fhir", "csv")
    with db.transaction() as session:
        whole = _whole(session, case_id)
        actor = answering.actor_of(_asking())
        audit.record(session, actor=actor, action="case.pulled", kind=referrals.RECORD, about=str(case_id))
    if wanted == "csv":
        return _answer(as_csv(whole).encode(), CSV)
    if wanted == "fhir":
        return _answer(_json(bundle(whole, public_address(""))), FHIR)
    return _answer(_json(plain(whole)), JSON)


@blueprint.post("/<uuid:case_id>/acknowledgement")
def acknowledge(case_id: UUID) -> Response:
    """By which id a case goes in the system that asks, and where it stands there."""
    said = _said()
    answering.acknowledge(_asking(), case_id, _idempotency_key(), said)
    return _answer(_json({"case": str(case_id), "id": said.theirs, "status": said.standing.value}), JSON)


@blueprint.errorhandler(NoKey)
def _no_key(_: NoKey) -> Response:
    refused = _refused(401, "Send your key as a bearer token.")
    refused.headers["WWW-Authenticate"] = 'Bearer realm="cases"'
    return refused


@blueprint.errorhandler(NotFound)
def _not_found(_: NotFound) -> Response:
    return _refused(404, "There is no such case.")


@blueprint.errorhandler(NotUnderstood)
def _not_understood(error: NotUnderstood) -> Response:
    return _refused(400, str(error))


@blueprint.errorhandler(answering.KeyUsedBefore)
def _used_before(_: answering.KeyUsedBefore) -> Response:
    return _refused(409, "This Idempotency-Key came with something else before.")


@blueprint.errorhandler(TooMany)
def _too_many(error: TooMany) -> Response:
    refused = _refused(429, "That is too many requests.")
    refused.headers["Retry-After"] = str(error.minutes * 60)
    return refused


@blueprint.errorhandler(HTTPException)
def _other_refusal(error: HTTPException) -> Response:
    return _refused(error.code or 500, error.name)


def _asking() -> System:
    system: System = g.case_system
    return system


def _whole(session: Any, case_id: UUID) -> Whole:
    referral = referrals.case(session, case_id)
    if referral is None:
        raise NotFound
    return Whole(referral, referrals.form_of(session, case_id), referrals.entries_of(session, case_id))


def _said() -> Acknowledgement:
    told = request.get_json(silent=True)
    if not isinstance(told, dict) or not _is_plain(told.get("id"), LONGEST_ID):
        raise NotUnderstood(f'Send JSON with "id", your own id of the case: 1 to {LONGEST_ID} letters or digits.')
    status = told.get("status")
    if not isinstance(status, str) or status not in set(Standing):
        raise NotUnderstood(f'Send "status": one of {", ".join(Standing)}.')
    return Acknowledgement(told["id"], Standing(status))


def _idempotency_key() -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not _is_plain(key, LONGEST_KEY):
        raise NotUnderstood(f"Send an Idempotency-Key of 1 to {LONGEST_KEY} characters, the same at every try.")
    return key


def _is_plain(text: object, longest: int) -> bool:
    return isinstance(text, str) and 0 < len(text) <= longest and text.isprintable() and bool(text.strip())


def _number(name: str, without: int) -> int:
    text = request.args.get(name, str(without))
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise NotUnderstood(f'"{name}" must be a whole number.')
    return int(text)


def _format(*offered: str) -> str:
    wanted = request.args.get("format", offered[0])
    if wanted not in offered:
        raise NotUnderstood(f'"format" must be one of {", ".join(offered)}.')
    return wanted


def _address_of(case_id: UUID) -> str:
    return public_address(f"/api/cases/{case_id}")


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def _answer(body: bytes, kind: str) -> Response:
    """The answer with a tag of what it holds, so that whoever has it already is told so and gets nothing again."""
    answer = Response(body, content_type=f"{kind}; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _refused(status: int, why: str) -> Response:
    answer = Response(_json({"error": why}), status, content_type=f"{JSON}; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer
