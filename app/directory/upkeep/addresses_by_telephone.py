"""Keeps an address back, or lets everybody see it, as staff say."""

from sqlalchemy.orm import Session

from app.directory.importing.run import rewrite
from app.directory.record import store
from app.kernel.clock import now
from app.needs.api import vocabulary


def keep_back(session: Session, source: str, location_id: str, withheld: bool) -> list[str]:
    """Writes the word of staff down, and the services at the location anew; the index has to look at those again."""
    ids = store.say_of_address(session, source, location_id, withheld, now())
    for id in ids:
        rewrite(session, source, id, vocabulary())
    return ids
