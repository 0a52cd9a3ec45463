"""Records for the matrix of access: for an argument of an address, some that there are, and who may open each.

A room with records adds a line to EXAMPLES. Without one, its pages are asked for with a record that there is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from app.accounts.domain import Role
from app.config import ROOT
from app.db import session
from app.problems.store import ProblemRow
from app.referrals.store import ReferralRow
from tests import sending
from tests.staff import member_of_staff

EVERY_ROLE = frozenset(Role)


@dataclass(frozen=True)
class Record:
    """A record by what names it in the address. `open_to` narrows what the table gives, as its room decides."""

    name: str
    open_to: frozenset[Role] = EVERY_ROLE


Make = Callable[[Flask], tuple[Record, ...]]


def a_case(app: Flask) -> tuple[Record, ...]:
    """A form that somebody sent."""
    resident = app.test_client()
    sending.ask(resident)
    sending.send(resident, name={"name": "Canary Gwendolen"})
    with app.app_context():
        sent = session().scalars(select(ReferralRow)).one()
        return (Record(str(sent.id), frozenset({Role.TRIAGE, Role.MANAGER})),)


def a_problem(app: Flask) -> tuple[Record, ...]:
    """A listing that somebody found wrong."""
    sample = str(ROOT / "directory_data" / "sample" / "directory.json")
    assert app.test_cli_runner().invoke(args=["directory", "import", sample, "--source", "sample"]).exit_code == 0
    service = (
        app.test_client().get("/directory/?q=lunch").text.partition('href="/directory/service/')[2].partition('"')[0]
    )
    app.test_client().post(f"/problem/{service}", data={"what": "old", "words": "They moved.", "answer": "no"})
    with app.app_context():
        return tuple(Record(str(row.id)) for row in session().scalars(select(ProblemRow)))


def a_collection(app: Flask) -> tuple[Record, ...]:
    """A list of services that staff keep."""
    loaded = app.test_cli_runner().invoke(args=["collections", "load", str(ROOT / "directory_data" / "collections")])
    assert loaded.exit_code == 0, loaded.output
    return (Record("falls"),)


def a_source(app: Flask) -> tuple[Record, ...]:
    """A directory that is read on a schedule."""
    words = ["sources", "add", "Far Council", "http://127.0.0.1:9/", "--allow-private"]
    added = app.test_cli_runner().invoke(args=words)
    assert added.exit_code == 0, added.output
    return (Record("far-council"),)


def a_colleague(app: Flask) -> tuple[Record, ...]:
    """Somebody else's account."""
    return (Record(str(member_of_staff(app, "colleague@example.org", Role.TRIAGE).id)),)


EXAMPLES: Mapping[str, Make] = {
    "cases.referral_id": a_case,
    "council_problems.problem_id": a_problem,
    "staff_collections.slug": a_collection,
    "sources.slug": a_source,
    "staff_register.staff_id": a_colleague,
}
"""By blueprint and argument."""
