"""Words of content files are found for translators, and nothing else is."""

from io import BytesIO

from app.content_extractor import extract_toml

FILE = """
[toilet]
title = { you = "Can you use it?", they = "Can they?" }
picture = "toilet"

[toilet.choices]
fine = "Yes"
cannot = { you = "I cannot", they = "They cannot" }

[[question]]
id = "age"

[[question.choices]]
value = "under_16"
label = "Under 16"
"""


def test_each_sentence_is_found_with_its_line_and_no_id_is():
    found = [(line, words) for line, _, words, _ in extract_toml(BytesIO(FILE.encode()))]
    assert found == [
        (3, "Can you use it?"),
        (3, "Can they?"),
        (7, "Yes"),
        (8, "I cannot"),
        (8, "They cannot"),
        (15, "Under 16"),
    ]
