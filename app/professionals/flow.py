"""The pages of a professional's referral, in their order."""

from collections.abc import Collection

STEPS = (
    "you",
    "person",
    "agreement",
    "safety",
    "worries",
    "daily",
    "situation",
    "household",
    "reach",
    "answer",
)
"""Safety stands before everything that takes long to write."""


def next_step(done: Collection[str]) -> str | None:
    """The first page that is not filled in, or nothing when everything can be checked."""
    return next((step for step in STEPS if step not in done), None)


def before(step: str) -> str | None:
    """The page that Back leads to; nothing from the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None
