"""A PA's words as they are kept: the public ones as JSON that versions hold, the private ones as one sealed text."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from app.pa_finder.domain import WEEK, Details, Experience, Gender, Pets, Profile, Smoking, Task, times_of

Choice = TypeVar("Choice", bound=StrEnum)


def profile_as_json(profile: Profile) -> dict[str, Any]:
    """What stands in a version. Every field is named here, so that a new one is public only on purpose."""
    return {
        "first_name": profile.first_name,
        "tasks": _in_order(Task, profile.tasks),
        "experience": _in_order(Experience, profile.experience),
        "languages": list(profile.languages),
        "times": [time.mark for time in WEEK if time in profile.times],
        "miles": profile.miles,
        "rate": profile.rate,
        "about": profile.about,
        "worked": profile.worked,
        "training": profile.training,
        "gender": profile.gender,
        "drives": profile.drives,
        "pets": profile.pets,
        "smoking": profile.smoking,
    }


def profile_from_json(content: Mapping[str, Any]) -> Profile:
    """What a version says; a word that this version of the service no longer knows is passed over."""
    return Profile(
        first_name=str(content.get("first_name", "")),
        tasks=frozenset(_known(Task, content.get("tasks", ()))),
        experience=frozenset(_known(Experience, content.get("experience", ()))),
        languages=tuple(map(str, content.get("languages", ()))),
        times=times_of(map(str, content.get("times", ()))),
        miles=int(content.get("miles", Profile.miles)),
        rate=str(content.get("rate", "")),
        about=str(content.get("about", "")),
        worked=str(content.get("worked", "")),
        training=str(content.get("training", "")),
        gender=_one(Gender, content.get("gender")),
        drives=content.get("drives"),
        pets=_one(Pets, content.get("pets")),
        smoking=_one(Smoking, content.get("smoking")),
    )


def details_to_text(details: Details) -> str:
    """The private part, to be sealed."""
    born = details.born.isoformat() if details.born else ""
    return json.dumps({**vars(details), "born": born}, ensure_ascii=False)


def details_from_text(text: str) -> Details:
    """The private part as it was."""
    kept = json.loads(text)
    born = date.fromisoformat(kept["born"]) if kept["born"] else None
    return Details(**{**kept, "born": born})


def _in_order(choices: type[Choice], chosen: frozenset[Choice]) -> list[str]:
    return [str(choice) for choice in choices if choice in chosen]


def _known(choices: type[Choice], words: Any) -> list[Choice]:
    return [choice for choice in choices if choice in words]


def _one(choices: type[Choice], word: Any) -> Choice | None:
    return choices(word) if word in set(choices) else None
