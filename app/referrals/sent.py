"""What a person sent, in the words that they saw, with what the rules made of it: as a value, and as text to seal."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from app.assessment.domain import Decision, decision_from_json, decision_to_json
from app.questionnaire.flow import Voice
from app.referrals.domain import Details


@dataclass(frozen=True)
class Line:
    """A question, or the name of a box, and what was answered there. `answer` is empty when it was skipped."""

    question: str
    answer: str


@dataclass(frozen=True)
class Section:
    """Lines that belong together. `step` names the page that they were given on, unless they are answers."""

    title: str
    lines: tuple[Line, ...]
    step: str = ""


@dataclass(frozen=True)
class SentForm:
    """Everything that went to the council in one case.

    `shown` is what the result page said, word for word. `do_they_know` is the answer of somebody who fills it in for
    another to whether that person knows, or empty when nothing asked it. `story` is what was written freely.
    """

    about: str
    filled_in_by: str
    language: str
    sections: tuple[Section, ...]
    shown: tuple[str, ...]
    decision: Decision
    facts: dict[str, Any]
    details: Details
    do_they_know: str = ""
    story: tuple[Line, ...] = ()

    @property
    def voice(self) -> Voice:
        """In which voice it was filled in."""
        return Voice.YOU if self.filled_in_by == "self" else Voice.THEY


def sealed(form: SentForm) -> str:
    """The form as text, to be sealed."""
    plain = asdict(form) | {"decision": decision_to_json(form.decision)}
    return json.dumps(plain, ensure_ascii=False)


def unsealed(text: str) -> SentForm:
    """The form that was sealed."""
    plain = json.loads(text)
    sections = tuple(
        Section(section["title"], tuple(Line(**line) for line in section["lines"]), section["step"])
        for section in plain["sections"]
    )
    decision = decision_from_json(plain["decision"])
    story = tuple(Line(**line) for line in plain.get("story", ()))
    return SentForm(
        **plain | {"sections": sections, "shown": tuple(plain["shown"]), "decision": decision, "story": story}
    )
