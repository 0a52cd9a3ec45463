"""The page for those who connect a case system is true: its commands run as they stand."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.case_systems.domain import Notice, signature
from app.config import ROOT
from tests import serving
from tests.web.case_systems.conftest import send

PAGE = (ROOT / "docs" / "case-systems.md").read_text(encoding="utf-8")
EXAMPLE, CHECK = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[serving.Site]:
    with serving.site(tmp_path) as site:
        yield site


def shell(script: str, **given: str) -> str:
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        env={"PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def test_the_example_with_curl_runs_as_it_stands(site: serving.Site) -> None:
    case = str(send(site.app))
    site.command("worker", "--once")
    said = shell(EXAMPLE, CAREWAY=site.address, KEY=site.command("case-systems", "add", "LAS").strip(), CASE=case)
    assert said.startswith('{"cases": [{"id": "' + case)
    assert '"resourceType": "Bundle"' in said
    assert '"part","name","value"' in said
    assert said.endswith('{"case": "' + case + '", "id": "LAS-77", "status": "accepted"}')


def test_a_signature_is_checked_as_the_page_says() -> None:
    body = Notice(case_id=UUID(int=1), number=1, tries=1).body("https://care.example.org/")
    made = shell(CHECK, TIMESTAMP="1763804100", BODY=body.decode(), SECRET="our secret").strip()
    assert made == signature("our secret", 1763804100, body)
