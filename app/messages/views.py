"""The staff's pages of what we write: every kind of message, and how each would go."""

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from app import db
from app.councils.api import council
from app.messages import store, wording, words
from app.messages.domain import Channel, Kind, State
from app.messages.kinds import TELLINGS
from app.messages.text_parts import parts_of
from app.messages.words import Words
from app.web.errors import NotFound

blueprint = Blueprint("messages", __name__, url_prefix="/staff/messages")


@dataclass(frozen=True)
class Preview:
    """A message as it would go one way in one language. `parts` is of a text message alone, `order` that of its way."""

    order: int
    way: str
    language: str
    words: Words
    parts: int | None
    own: bool


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every kind of message."""
    stuck = store.number_of(db.session(), State.STUCK)
    return render_template("messages/staff/list.html", tellings=TELLINGS, ways=wording.WAYS, stuck=stuck)


@blueprint.get("/about/<kind>")
def preview(kind: str) -> ResponseReturnValue:
    """What one kind of message says, by each way and in each language, to nobody."""
    if kind not in set(Kind):
        raise NotFound
    telling = TELLINGS[Kind(kind)]
    previews = [_preview(Kind(kind), way, language) for way in telling.ways for language in council().languages]
    return render_template("messages/staff/preview.html", telling=telling, previews=previews)


def _preview(kind: Kind, way: Channel, language: str) -> Preview:
    said = words.composed(kind, way, TELLINGS[kind].samples, language)
    return Preview(
        order=TELLINGS[kind].ways.index(way),
        way=wording.WAYS[way],
        language=language,
        words=said,
        parts=parts_of(said.body) if way is Channel.TEXT else None,
        own=(kind, way) in current_app.extensions["message_words"],
    )
