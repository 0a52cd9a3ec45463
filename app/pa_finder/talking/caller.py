"""A caller without e-mail, for whom staff look, write and talk: what they agreed to, and how answers reach them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Told(StrEnum):
    """How a caller is told of what a personal assistant wrote."""

    TELEPHONE = "telephone"
    LETTER = "letter"


class Agreed(StrEnum):
    """How a caller agreed that staff write for them."""

    ON_THE_TELEPHONE = "on-the-telephone"
    IN_PERSON = "in-person"
    IN_WRITING = "in-writing"
    THROUGH_ANOTHER = "through-another"


@dataclass(frozen=True)
class Reached:
    """Who a caller is, as far as is needed: a first name, and a telephone number or where a letter goes."""

    first_name: str
    by: Told
    telephone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Caller:
    """A caller. `account` is theirs in conversations: nobody signs in by it. `agreed_with` is the member of staff."""

    id: UUID
    account: int
    reached: Reached
    agreed: Agreed
    agreed_at: datetime
    agreed_with: int
    language: str
    used_at: datetime
