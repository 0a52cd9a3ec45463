"""What a member of staff has in hand while writing: the services picked, what was searched for, and which button."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.collections.domain import Collection
from app.collections.forms import CollectionForm
from app.collections.pages import guidance_offered, helplines_offered, needs_offered
from app.directory import api as directory
from app.directory.api import Picking
from app.directory.domain import Idea
from app.places import api as places

OFFERED = 10


@dataclass(frozen=True)
class Desk:
    """It travels in the form: nothing is kept before it is saved."""

    picking: Picking = field(default_factory=Picking)
    press: str = ""
    words: str = ""
    postcode: str = ""
    place_known: bool = True
    found: tuple[Idea, ...] = ()

    @property
    def picked(self) -> tuple[Idea, ...]:
        """The rows of what is picked."""
        return directory.picked(self.picking)


def desk_of(sent: "MultiDict[str, str]") -> Desk:
    """What the form brought back, with the press done."""
    press = sent.get("press", "")
    words, postcode = (sent.get(name, "").strip() for name in ("q", "postcode"))
    place = places.lookup(postcode) if postcode else None
    found = directory.first_for(words, (), place, OFFERED) if words or place else ()
    picking = Picking.of(sent.getlist("service")).pressed(press)
    return Desk(picking, press, words, postcode, not postcode or place is not None, found)


def form_for(collection: Collection | None, form: CollectionForm | None = None) -> CollectionForm:
    """A form that offers what may be chosen; `collection` is the one that it shows, if it is opened afresh."""
    form = form or CollectionForm()
    form.offer(needs_offered(), helplines_offered(), guidance_offered())
    if collection is not None:
        form.seen.data = str(collection.newest.number)
    return form
