"""What a PA fills in, step by step: what is in which step, what is still wanting, and boxes of a form to and fro."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from app.pa_finder.domain import WEEK, Details, Draft, Experience, Gender, Pets, Profile, Smoking, Task, times_of


class Step(StrEnum):
    """A page of questions; each may be kept and left for later."""

    YOU = "you"
    TASKS = "tasks"
    EXPERIENCE = "experience"
    TIMES = "times"
    TRAVEL = "travel"
    PAY = "pay"
    LANGUAGES = "languages"
    MORE = "more"
    ABOUT = "about"
    REFEREES = "referees"


BOXES: Mapping[Step, tuple[str, ...]] = MappingProxyType(
    {
        Step.YOU: ("first_name", "surname", "born", "address", "postcode", "telephone"),
        Step.TASKS: ("tasks",),
        Step.EXPERIENCE: ("experience", "worked", "training"),
        Step.TIMES: ("times",),
        Step.TRAVEL: ("miles", "drives"),
        Step.PAY: ("rate",),
        Step.LANGUAGES: ("language_1", "language_2", "language_3"),
        Step.MORE: ("gender", "pets", "smoking"),
        Step.ABOUT: ("about",),
        Step.REFEREES: ("referees",),
    }
)
"""The boxes of each step, in their order."""

WANTED: Mapping[Step, tuple[str, ...]] = MappingProxyType(
    {
        Step.YOU: ("first_name", "surname", "born", "address", "postcode", "telephone"),
        Step.TASKS: ("tasks",),
        Step.TIMES: ("times",),
        Step.ABOUT: ("about",),
        Step.REFEREES: ("referees",),
    }
)
"""What has to be there before a page can be sent."""

_PRIVATE = tuple(field.name for field in fields(Details))
_LANGUAGES = BOXES[Step.LANGUAGES]
_YES_OR_NO: Mapping[str, bool | None] = MappingProxyType({"yes": True, "no": False, "": None})


def wanting(draft: Draft) -> tuple[Step, ...]:
    """The steps in which something is left out that has to be there."""
    boxes = boxes_of(draft)
    return tuple(step for step, names in WANTED.items() if not all(boxes[name] for name in names))


def boxes_of(draft: Draft) -> dict[str, Any]:
    """What stands in the boxes of every step."""
    profile, details = draft.profile, draft.details
    spoken = (*profile.languages, "", "", "")
    drives = next(word for word, value in _YES_OR_NO.items() if value is profile.drives)
    return {
        **{name: getattr(details, name) for name in _PRIVATE},
        **{name: getattr(profile, name) for name in ("first_name", "worked", "training", "rate", "about")},
        "tasks": [str(task) for task in Task if task in profile.tasks],
        "experience": [str(one) for one in Experience if one in profile.experience],
        "times": [time.mark for time in WEEK if time in profile.times],
        "miles": str(profile.miles),
        "drives": drives,
        **dict(zip(_LANGUAGES, spoken, strict=False)),
        "gender": profile.gender or "",
        "pets": profile.pets or "",
        "smoking": profile.smoking or "",
    }


def draft_with(draft: Draft, boxes: Mapping[str, Any]) -> Draft:
    """The draft as these boxes say; what is in none of them stays."""
    whole = {**boxes_of(draft), **boxes}
    return Draft(_profile(whole), replace(draft.details, **{name: whole[name] for name in _PRIVATE}))


def is_old_enough(born: date, youngest: int, today: date) -> bool:
    """Whether somebody has reached the council's age for PAs."""
    age = Details(born=born).age_on(today)
    return age is not None and age >= youngest


def _profile(boxes: Mapping[str, Any]) -> Profile:
    spoken = dict.fromkeys(boxes[name] for name in _LANGUAGES if boxes[name])
    return Profile(
        first_name=boxes["first_name"],
        tasks=frozenset(map(Task, boxes["tasks"])),
        experience=frozenset(map(Experience, boxes["experience"])),
        languages=tuple(spoken),
        times=times_of(boxes["times"]),
        miles=int(boxes["miles"]),
        rate=boxes["rate"],
        about=boxes["about"],
        worked=boxes["worked"],
        training=boxes["training"],
        gender=Gender(boxes["gender"]) if boxes["gender"] else None,
        drives=_YES_OR_NO[boxes["drives"]],
        pets=Pets(boxes["pets"]) if boxes["pets"] else None,
        smoking=Smoking(boxes["smoking"]) if boxes["smoking"] else None,
    )
