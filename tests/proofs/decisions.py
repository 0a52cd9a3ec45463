"""What the rules decide: the walk over everything they can tell apart, and the stories that social workers judged."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.config import ROOT
from tests.proofs.promises import Promise, none_of, not_run, say
from tests.proofs.service import Service

WAYS = 6  # three, each in Easy Read as well
STORIES = Path("vignettes") / "adult-and-carer.jsonl"


def prove_rules() -> Iterator[Promise]:
    """By `flask assessment verify`."""
    with TemporaryDirectory(prefix="careway-rules-") as folder:
        walked = Service(Path(folder) / "data").flask("assessment", "verify")
    lines = [line.split("\t") for line in walked.stdout.splitlines() if not line.startswith("\t")]
    held = sum(verdict == "holds" for verdict, _, _ in lines)
    cases = sum(int(cases) for _, cases, _ in lines)
    if walked.returncode:
        say(walked.stdout + walked.stderr)
    yield Promise(
        "rules and questions keep what they promise, over every case they can tell apart",
        f"{held} of {len(lines)} promises over {cases:,} cases",
        "all of them",
        walked.returncode == 0 and bool(lines),
    )


def prove_stories() -> Iterator[Promise]:
    """By `flask assessment decide`, against the judgement that came with each story."""
    words = "the stories that people judged are decided as they judged them"
    file = Path(os.environ.get("CAREWAY_TEST_DATA", ROOT.parent / "shared" / "data")) / STORIES
    if not file.is_file():
        yield not_run(words, "all of them", f"{file} is not there; set CAREWAY_TEST_DATA")
        return
    stories = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    with TemporaryDirectory(prefix="careway-stories-") as folder:
        decided = Service(Path(folder) / "data").flask("assessment", "decide", str(file))
    decisions = {line["id"]: line for line in map(json.loads, decided.stdout.splitlines())}
    wrong = [story["id"] for story in stories if not _agrees(story["gold"], decisions.get(story["id"]))]
    if wrong:
        say(f"  decided otherwise: {', '.join(wrong)}")
    agreed = len(stories) - len(wrong)
    yield Promise(words, f"{agreed} of {len(stories)}, route and offers", f"{len(stories)}", not wrong)


def _agrees(judged: dict[str, object], decided: dict[str, object] | None) -> bool:
    if decided is None or judged["route"] != decided["route"]:
        return False
    return _offers(judged) == _offers(decided)


def _offers(decision: dict[str, object]) -> list[str]:
    also = decision["also"]
    return sorted(also) if isinstance(also, list) else []


def prove_minutes() -> Iterator[Promise]:
    """By `flask assessment minutes`: scripted people on the real pages."""
    with TemporaryDirectory(prefix="careway-minutes-") as folder:
        service = Service(Path(folder) / "data")
        made, measured = service.flask("db", "upgrade"), service.flask("assessment", "minutes")
    if made.returncode or not measured.stdout:
        say(made.stderr + measured.stderr)
    heads, *rows = [line.split("\t") for line in measured.stdout.splitlines()] or [[]]
    for row in (dict(zip(heads, row, strict=True)) for row in rows):
        if row["wanted"] != "-":
            words = (
                f"median minutes to finish the {row['way']} way, at 150 words a minute and skimming what is repeated"
            )
            reached = f"{row['skimming']} minutes; {row['every word']} when what is repeated is read in full each time"
            yield Promise(words, reached, f"{row['wanted']}", float(row["skimming"]) <= float(row["wanted"]))
    yield none_of("measuring comes to an end on every way", int(len(rows) < WAYS), f"{WAYS} ways")
