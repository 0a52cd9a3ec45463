"""What the pages that people read of PAs are told: one PA, and the rows of a list. Everything is in words already."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext, ngettext

from app.councils.api import council
from app.pa_finder.domain import Part, Profile, PublicProfile, Time
from app.pa_finder.finding.matching import Match
from app.pa_finder.finding.wording import (
    DAYS,
    EXPERIENCE,
    PARTS,
    PETS,
    SMOKING,
    TASKS,
    in_a_row,
    language_in_words,
    match_in_words,
    one_by_one,
    rate_in_words,
    seen_in_words,
)

IN_A_ROW = 20


@dataclass(frozen=True)
class Day:
    """A row of the week: its name, and for each part of the day whether the PA is free."""

    name: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class ProfilePage:
    """A PA's page as people read it."""

    pa: PublicProfile
    tasks: tuple[str, ...]
    experience: tuple[str, ...]
    week: tuple[Day, ...]
    facts: tuple[tuple[str, str], ...]
    seen: tuple[str, ...]

    @property
    def profile(self) -> Profile:
        """What the PA wrote."""
        return self.pa.profile


@dataclass(frozen=True)
class Row:
    """A PA in a list. `fits` are sentences, each with whether it fits."""

    pa: PublicProfile
    address: str
    does: str
    pay: str
    fits: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class ResultsPage:
    """A part of the list: those who fit all that was asked, and the others after them."""

    fit: tuple[Row, ...]
    others: tuple[Row, ...]
    how_many_fit: int
    how_many_others: int
    number: int
    last: int


def profile_page(pa: PublicProfile) -> ProfilePage:
    """The page of a PA."""
    profile = pa.profile
    return ProfilePage(
        pa=pa,
        tasks=tuple(str(words) for task, words in TASKS.items() if task in profile.tasks),
        experience=tuple(str(words) for one, words in EXPERIENCE.items() if one in profile.experience),
        week=week_of(profile),
        facts=tuple((name, words) for name, words in _facts(profile) if words),
        seen=tuple(seen_in_words(seen, council().name) for seen in pa.seen),
    )


def results_page(found: tuple[Match, ...], number: int, looking: UUID | None = None) -> ResultsPage:
    """The part of the list with this number, or the last there is. `looking` is the search that its links carry on."""
    last = max(1, -(-len(found) // IN_A_ROW))
    number = min(max(number, 1), last)
    shown = found[(number - 1) * IN_A_ROW : number * IN_A_ROW]
    whole = sum(match.fits_all for match in found)
    return ResultsPage(
        fit=_rows((match for match in shown if match.fits_all), looking),
        others=_rows((match for match in shown if not match.fits_all), looking),
        how_many_fit=whole,
        how_many_others=len(found) - whole,
        number=number,
        last=last,
    )


def week_of(profile: Profile) -> tuple[Day, ...]:
    """When somebody is free, day by day."""
    return tuple(
        Day(str(name), tuple((str(PARTS[part]), Time(weekday, part) in profile.times) for part in Part))
        for weekday, name in enumerate(DAYS)
    )


def _rows(found: Iterable[Match], looking: UUID | None) -> tuple[Row, ...]:
    return tuple(_row(match, looking) for match in found)


def _row(match: Match, looking: UUID | None) -> Row:
    profile = match.pa.profile
    said = zip(match_in_words(match), match.fits, strict=True)
    return Row(
        pa=match.pa,
        address=url_for("pa_finder.shown", short=match.pa.short, looking=looking),
        does=one_by_one(words for task, words in TASKS.items() if task in profile.tasks),
        pay=rate_in_words(profile.rate),
        fits=tuple((words, fit.is_whole) for words, fit in said),
    )


def _facts(profile: Profile) -> tuple[tuple[str, str], ...]:
    drives = {True: gettext("Drives, and has a car"), False: gettext("Has no car for work"), None: ""}
    return (
        (gettext("For an hour"), gettext("£%(rate)s", rate=profile.rate) if profile.rate else gettext("To be agreed")),
        (gettext("How far they go"), ngettext("Up to %(num)s mile", "Up to %(num)s miles", profile.miles)),
        (gettext("Languages"), in_a_row(map(language_in_words, ("en", *profile.languages)))),
        (gettext("Driving"), drives[profile.drives]),
        (gettext("Animals"), str(PETS[profile.pets]) if profile.pets else ""),
        (gettext("Smoking"), str(SMOKING[profile.smoking]) if profile.smoking else ""),
    )
