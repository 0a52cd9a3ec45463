"""What publishing asks of this room about a PA's page: its rows, what must not stand in it, and to publish it."""

from collections.abc import Iterator, Mapping

from flask import url_for
from sqlalchemy.orm import Session

from app import db
from app.pa_finder.domain import WEEK, Details, Draft, Profile, hides
from app.pa_finder.finding.wording import (
    EXPERIENCE,
    GENDERS,
    PETS,
    SMOKING,
    TASKS,
    language_in_words,
    one_by_one,
    time_in_words,
)
from app.pa_finder.record import store
from app.pa_finder.record.filling import BOXES, Step, wanting
from app.pa_finder.record.written import profile_from_json
from app.publishing.checks import contact_details_in, links_in, personal_data_in
from app.publishing.domain import Content, Kind, Line, Page, Remark

LABELS = {
    "first_name": "First name",
    "tasks": "What they do",
    "experience": "With whom they have worked",
    "worked": "What they have done before",
    "training": "Training",
    "times": "When they are free",
    "miles": "How far they go",
    "drives": "Drives",
    "rate": "For an hour",
    "languages": "Languages besides English",
    "gender": "Woman or man",
    "pets": "Homes with animals",
    "smoking": "Smoking",
    "about": "About",
}

STILL_WANTING = {
    Step.YOU: "Tell the council who you are: name, date of birth, address and telephone number",
    Step.TASKS: "Tick at least one thing that you will do",
    Step.TIMES: "Tick when you are free",
    Step.ABOUT: "Write a few words about you",
    Step.REFEREES: "Name two people whom the council may ask about your work",
}

TAKE_IT_OUT = "Take it out: people write to you on this site, and you decide when to tell them more."

_IN_OWN_WORDS = ("first_name", "about", "worked", "training")


class PersonalAssistants:
    """The room of PAs, as publishing knows it."""

    kind = Kind.PA
    noun = "personal assistant"

    def lines(self, content: Content) -> tuple[Line, ...]:
        """The rows of a version."""
        said = said_by(profile_from_json(content))
        return tuple(Line(field, label, said[field]) for field, label in LABELS.items())

    def remarks(self, session: Session, page: Page, content: Content) -> tuple[Remark, ...]:
        """What stops a page from being sent: something left out, or a way to reach them past the council."""
        assistant, profile = store.by_id(session, page.id), profile_from_json(content)
        details = Details() if assistant is None else assistant.details
        return (*_left_out(Draft(profile, details)), *_given_away(profile, details))

    def publish(self, writing: Session, page: Page, content: Content | None) -> None:
        """Lets people read this version, as far as the council's conditions are met."""
        store.publish(writing, page.id, None if content is None else profile_from_json(content))

    def forget(self, writing: Session, page: Page) -> None:
        """Deletes a PA with their checks."""
        store.forget(writing, page.id)

    def public_address(self, page: Page) -> str | None:
        """Where people read it. It answers only while the council's conditions are met."""
        assistant = store.by_id(db.session(), page.id)
        return None if assistant is None else url_for("pa_finder.shown", short=assistant.short)

    def edit_address(self, page: Page) -> str:
        """Where the PA writes it."""
        return url_for("pa_own.overview", pa_id=page.id)


def said_by(profile: Profile) -> dict[str, str]:
    """What each row says, as staff and the PA read it."""
    return {
        "first_name": profile.first_name,
        "tasks": one_by_one(words for task, words in TASKS.items() if task in profile.tasks),
        "experience": one_by_one(words for one, words in EXPERIENCE.items() if one in profile.experience),
        "worked": profile.worked,
        "training": profile.training,
        "times": one_by_one(time_in_words(time) for time in WEEK if time in profile.times),
        "miles": f"Up to {profile.miles} {'mile' if profile.miles == 1 else 'miles'}",
        "drives": {True: "Yes", False: "No", None: ""}[profile.drives],
        "rate": f"£{profile.rate}" if profile.rate else "To be agreed",
        "languages": one_by_one(map(language_in_words, profile.languages)),
        "gender": _said(GENDERS, profile.gender),
        "pets": _said(PETS, profile.pets),
        "smoking": _said(SMOKING, profile.smoking),
        "about": profile.about,
    }


def _left_out(draft: Draft) -> Iterator[Remark]:
    for step in wanting(draft):
        yield Remark(BOXES[step][0], STILL_WANTING[step], stops=True)


def _given_away(profile: Profile, details: Details) -> Iterator[Remark]:
    """Where the PA's own words hold a way to reach them, or who they are."""
    for field in _IN_OWN_WORDS:
        text = str(getattr(profile, field))
        for found in (*contact_details_in(text), *links_in(text)):
            yield _remark(field, f"“{found.text}” looks like a way to reach you outside this site")
        for found in personal_data_in(text):
            yield _remark(field, f"“{found.text}” looks like something private")
        if hides(text, (details.surname,)):
            yield _remark(field, "Your surname stands there")


def _remark(field: str, words: str) -> Remark:
    return Remark(field, f"{LABELS[field]}: {words}. {TAKE_IT_OUT}", stops=True)


def _said(words: Mapping[str, str], chosen: str | None) -> str:
    return "" if chosen is None else str(words[chosen])
