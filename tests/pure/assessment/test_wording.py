"""The words of the result page: refused at start, with file, line and reason, when they do not fit the rules."""

from pathlib import Path

import pytest

from app.assessment.wording import ResultContent
from app.config import ROOT
from app.kernel.toml_lines import WrongContent

OURS = (ROOT / "app" / "assessment" / "content" / "results.toml").read_text(encoding="utf-8")


def line(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("right", "wrong", "at", "reason"),
    [
        ("[urgent.U9]", "[urgent.U99]", "[urgent.U99]", "urgent.U99: is nothing that we know"),
        ("[urgent.E1]", "[urgent.F3]", "[urgent.F3]", "urgent.F3: is nothing that we know"),
        ("[offer.advocacy]", "[offer.lawyer]", "[offer.lawyer]", "offer.lawyer: is nothing that we know"),
        ('number = "crisis"', 'number = "112"', 'number = "112"', "urgent.E2.number: '112' is not one of"),
        (
            "[route.community]\nheading",
            "[route.community]\ntitle",
            "title =",
            "route.community.title: is nothing that we know",
        ),
        ("[route.community]\n", "[route.community]\nnext = 1\nnext = 2\n", "next = 2", "Cannot overwrite a value"),
        ('["shelter"]', '["sheltr"]', '"sheltr"', "urgent.U7.helplines: there is no helpline 'sheltr'"),
        ('number = "crisis"\n', "", "[urgent.E2]", "urgent.E2.number: has no words"),
    ],
)
def test_words_that_do_not_fit_the_rules_are_refused(
    tmp_path: Path, right: str, wrong: str, at: str, reason: str
) -> None:
    assert right in OURS
    text = OURS.replace(right, wrong, 1)
    file = tmp_path / "results.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongContent) as refused:
        ResultContent(file)
    said = str(refused.value).removeprefix(f"{tmp_path}/")
    assert said.startswith(f"results.toml:{line(text, at)}: {reason}")
