"""How the page says what it took a person's words to mean, with a way to undo it."""

from dataclasses import dataclass

from flask_babel import gettext

from app.directory.finding.asked import Asked
from app.directory.finding.search_address import Search
from app.directory.reading import wording
from app.needs.api import vocabulary
from app.search.domain import Reading


@dataclass(frozen=True)
class Understood:
    """What was understood, each empty when there is nothing to say. `exactly` is the address that takes words as typed.

    `needs` are named for words in another language alone: in English every result says why it is there.
    """

    typed: str = ""
    corrected: str = ""
    town: str = ""
    about: str = ""
    spoken: str = ""
    needs: str = ""
    exactly: str = ""

    @property
    def says(self) -> bool:
        """Whether there is anything to say."""
        return any((self.corrected, self.town, self.about, self.spoken, self.needs))

    @classmethod
    def of(cls, search: Search, asked: Asked, reading: Reading) -> "Understood":
        known = vocabulary()
        needs = [gettext(known[need].name) for need in reading.needs if need in known] if reading.tongue else []
        return cls(
            typed=asked.typed,
            corrected=reading.corrected or "",
            town=asked.town,
            about=asked.place.label if asked.place and asked.place.about and not asked.town else "",
            spoken=wording.joined(gettext(language) for language in reading.spoken),
            needs=wording.joined(needs),
            exactly=search.address(exactly=True) if reading.corrected or asked.town else "",
        )
