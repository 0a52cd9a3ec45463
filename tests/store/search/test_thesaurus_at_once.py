"""Staff who change an entry of the thesaurus at the same moment never make the same version, on either database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from app import db
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.needs.domain import Entry, Phrase
from app.search.thesaurus import State, Version, versions, write_version

EDITORS = 6
KEY = "telly"


def version(why: str) -> Version:
    entry = Entry((Phrase("telly"),), (), ("television",), "A short name.")
    return Version(0, KEY, State.IN_FORCE, entry, why, "staff:1", now())


def written_by_all(app: Flask, seen: int) -> list[bool]:
    """Whether each of the editors, who look and write at the same moment, was first."""
    together = Barrier(EDITORS)

    def write(number: int) -> bool:
        with app.app_context():
            together.wait()
            try:
                with db.transaction() as session:
                    write_version(session, version(f"editor {number}"), seen)
            except SomeoneElseWasFirst:
                return False
            return True

    with ThreadPoolExecutor(EDITORS) as editors:
        return list(editors.map(write, range(EDITORS)))


def test_of_editors_who_saw_the_same_version_one_is_first(app: Flask) -> None:
    for _ in range(3):
        with app.app_context():
            newest = next((one.number for one in versions(db.session(), KEY)), 0)
        assert sum(written_by_all(app, newest)) == 1
    with app.app_context():
        assert len(versions(db.session(), KEY)) == 3
