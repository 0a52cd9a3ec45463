from pathlib import Path

import pytest

from app.kernel.toml_lines import WrongContent
from app.needs.loader import load_vocabulary

GROUP = '[[group]]\nid = "food"\nname = "Food"\n'
NEED = '[[need]]\nid = "lunch"\nname = "Lunch"\nabout = "A meal."\ngroup = "food"\nplainly = ["lunch club"]\n'
ENTRY = '[[entry]]\nsaid = ["hungry"]\nneeds = ["lunch"]\nreason = "So people say."\n'


def written(folder: Path, needs: str = GROUP + NEED, thesaurus: str = ENTRY) -> Path:
    (folder / "needs.toml").write_text(needs, encoding="utf-8")
    (folder / "thesaurus.toml").write_text(thesaurus, encoding="utf-8")
    return folder


def test_good_files_are_read(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(written(tmp_path))
    assert vocabulary["lunch"].name == "Lunch"
    assert vocabulary.entries[0].needs == ("lunch",)


BAD_NEEDS = [
    ("not toml", "Expected"),
    (GROUP + NEED + NEED, "'lunch' is there 2 times"),
    (NEED, "unknown group"),
    (GROUP + NEED.replace('"lunch"', '"Lunch Café"'), "hyphens"),
    (GROUP + NEED.replace('["lunch club"]', "[]"), "no words"),
    (GROUP + NEED.replace("lunch club", "Lunch-club"), "plain small words"),
    (GROUP + NEED.replace('name = "Lunch"\n', ""), "need 1"),
]


@pytest.mark.parametrize(("needs", "fault"), BAD_NEEDS)
def test_needs_that_could_mislead_are_refused_by_name(tmp_path: Path, needs: str, fault: str) -> None:
    with pytest.raises(WrongContent, match=rf"\.toml:\d+: .*{fault}"):
        load_vocabulary(written(tmp_path, needs=needs))


BAD_SAYINGS = [
    (ENTRY.replace('"lunch"', '"dinner"'), "unknown need 'dinner'"),
    (ENTRY.replace('needs = ["lunch"]\n', ""), "to nothing"),
    (ENTRY.replace("So people say.", " "), "no reason"),
    (ENTRY + ENTRY, "said in 2 entries"),
    (ENTRY.replace("hungry", "I'm hungry"), "plain small words"),
    (ENTRY.replace("[[entry]]", "[[entry]]\nextra = 1"), "entry 1"),
]


@pytest.mark.parametrize(("thesaurus", "fault"), BAD_SAYINGS)
def test_sayings_that_could_mislead_are_refused_by_name(tmp_path: Path, thesaurus: str, fault: str) -> None:
    with pytest.raises(WrongContent, match=rf"\.toml:\d+: .*{fault}"):
        load_vocabulary(written(tmp_path, thesaurus=thesaurus))
