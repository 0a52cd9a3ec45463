"""Everything that the open data list, asked for by itself: each answer fits the schemas of Open Referral UK."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask.testing import FlaskClient

from app.config import ROOT
from app.open_data.domain import Endpoint
from app.open_data.parameters import V1, V3
from tests.conformance import Checker, every_feed
from tests.proofs.promises import Promise, not_run, say
from tests.proofs.service import Service

PLACES = ROOT / "tests" / "fixtures" / "places.csv"
MOST_TOLD = 20
# The address, its endpoints, and what a page calls its rows and its pages.
VERSIONS = {
    "3.0": ("/api/oruk/v3", V3, "contents", "total_pages"),
    "1.0": ("/api/oruk/v1", V1, "content", "totalPages"),
}


def prove() -> Iterator[Promise]:
    """Over every feed that there is, in one directory."""
    words = "standard: version {} of Open Referral UK is kept by everything that a list names, asked for by its id"
    shared = Path(os.environ.get("CAREWAY_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not (shared / "schemas").is_dir():
        for version in VERSIONS:
            yield not_run(words.format(version), "0", f"{shared} is not there; set CAREWAY_TEST_DATA")
        return
    with TemporaryDirectory(prefix="careway-standard-") as folder:
        program = _filled(Path(folder), shared)
        for version in VERSIONS:
            tried, faults = 0, list[str]()
            for address, found in _answers(program, version, Checker(shared / "schemas", version)):
                tried += 1
                faults += [f"{address}: {fault}" for fault in found[:1]]
            for fault in faults[:MOST_TOLD]:
                say(f"  {fault}")
            reached = f"{len(faults)} of {tried:,} answers with a fault"
            yield Promise(words.format(version), reached, "0", bool(tried) and not faults)


def _filled(folder: Path, shared: Path) -> FlaskClient:
    service = Service(folder / "data")
    commands = [["db", "upgrade"], ["places", "import", str(PLACES)]]
    commands += [
        ["directory", "import", str(feed), "--source", name] for name, feed in every_feed(shared, folder).items()
    ]
    for command in commands:
        ran = service.flask(*command)
        if ran.returncode:
            raise RuntimeError(ran.stderr)
    return service.app().test_client()


def _answers(program: FlaskClient, version: str, checker: Checker) -> Iterator[tuple[str, list[str]]]:
    """The address of each thing, with what is wrong with its answer."""
    root, endpoints, _, _ = VERSIONS[version]
    for endpoint in endpoints:
        if endpoint.answers.endswith("_list"):
            for id in _ids(program, version, endpoint):
                address = f"{root}{endpoint.path}/{id}"
                answer = program.get(address)
                yield address, _faults(checker, endpoint.answers.removesuffix("_list"), id, answer)


def _ids(program: FlaskClient, version: str, endpoint: Endpoint) -> Iterator[str]:
    root, _, contents, pages = VERSIONS[version]
    number, last = 1, 1
    while number <= last:
        page: Any = program.get(f"{root}{endpoint.path}?per_page=200&page={number}").json
        yield from (row["id"] for row in page[contents])
        number, last = number + 1, page[pages]


def _faults(checker: Checker, schema: str, id: str, answer: Any) -> list[str]:
    if answer.status_code != 200:
        return [f"answers {answer.status_code}"]
    return checker.faults(schema, answer.json) + ([] if answer.json["id"] == id else ["is something else"])
