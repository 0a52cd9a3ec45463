"""Policy is plain Python: it loads without a framework, so that anybody can run it and read it."""

import subprocess
import sys

import pytest

PURE = [
    "app.assessment.domain",
    "app.assessment.rules",
    "app.assessment.facts",
    "app.assessment.reasons",
    "app.assessment.flow",
    "app.councils.domain",
    "app.equipment.domain",
    "app.equipment.loader",
    "app.needs.domain",
    "app.referrals.domain",
    "app.search.domain",
    "app.unmatched.domain",
]


@pytest.mark.parametrize("module", PURE)
def test_policy_loads_without_flask_or_a_database(module: str) -> None:
    code = f"import {module}, sys; print([m for m in ('flask', 'wtforms', 'sqlalchemy', 'whoosh') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
