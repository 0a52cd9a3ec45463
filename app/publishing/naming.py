"""By what a page is found by its name: keyed hashes of the beginnings of its words, from which no name can be read."""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, ForeignKey, String, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base

LONGEST_BEGINNING = 10
"""Letters. Words that go on differently after so many are found together."""

MOST_WORDS = 8
"""Of what somebody looks for. Each is one more look into the table."""

AT_ONCE = 200
EVERY = timedelta(minutes=10)


class WordRow(Base):
    """A beginning of a word of a page's name, hashed. Lives while the page is called so; the empty one as long as it.

    A name may be that of a person who has not published a thing, so that it is sealed, and found by this alone.
    """

    __tablename__ = "own_page_words"

    hash: Mapped[str] = mapped_column(String(32), primary_key=True)
    page_id: Mapped[UUID] = mapped_column(ForeignKey("own_pages.id"), primary_key=True, index=True)


def file_under(session: Session, page_id: UUID, titles: Iterable[str]) -> None:
    """Lets a page be found by these names, and by no other from now on."""
    newest = current_app.config["ENCRYPTION_KEYS"][0]
    wanted = {_hash(newest, beginning) for beginning in _beginnings(titles)}
    filed = set(session.scalars(select(WordRow.hash).where(WordRow.page_id == page_id)))
    if filed - wanted:
        session.execute(delete(WordRow).where(WordRow.page_id == page_id, WordRow.hash.in_(filed - wanted)))
    if wanted - filed:
        session.execute(insert(WordRow), [{"hash": one, "page_id": page_id} for one in sorted(wanted - filed)])


def is_named(page_id: ColumnElement[UUID], words: str) -> tuple[ColumnElement[bool], ...]:
    """What has to hold of a page whose name has a word that begins with each of these.

    A name may have been filed under an older one of the keys that this installation holds.
    """
    keys = current_app.config["ENCRYPTION_KEYS"]
    asked = tuple(dict.fromkeys(word[:LONGEST_BEGINNING] for word in _words(words)))[:MOST_WORDS]
    return tuple(
        page_id.in_(select(WordRow.page_id).where(WordRow.hash.in_([_hash(key, word) for key in keys])))
        for word in asked
    )


def is_filed(page_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Whether a page was filed under the newest key."""
    return page_id.in_(
        select(WordRow.page_id).where(WordRow.hash == _hash(current_app.config["ENCRYPTION_KEYS"][0], ""))
    )


def forget(session: Session, page_id: UUID) -> None:
    """Finds a page by nothing any longer."""
    session.execute(delete(WordRow).where(WordRow.page_id == page_id))


def _beginnings(titles: Iterable[str]) -> Iterator[str]:
    """Every beginning of every word, and the empty one, which says that the page was filed."""
    yield ""
    for title in titles:
        for word in _words(title):
            yield from (word[:letters] for letters in range(1, min(len(word), LONGEST_BEGINNING) + 1))


def _words(text: str) -> list[str]:
    """Words without accents, capitals and what stands within them: "St. Anne's Café" is "st annes cafe"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).casefold()
    return re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _hash(key: str, beginning: str) -> str:
    return hmac.digest(key.encode(), f"own-page\0name\0{beginning}".encode(), "sha256").hex()[:32]
