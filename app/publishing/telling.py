"""Mail about pages: to their owners when something was decided, and once a day to the moderators how much waits.

Neither holds anything of what a page says but its title; what moderators wrote is read after signing in.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.accounts.domain import Staff
from app.councils.api import council
from app.db import transaction
from app.kernel.clock import in_london, now, today
from app.messages import api as messages
from app.messages.domain import Chore, NotAnAddress
from app.publishing import store
from app.publishing.domain import Deed, Kind, kinds_moderated_by
from app.publishing.store import PageRow
from app.publishing.wording import MANY, SUBJECTS
from app.web.addresses import public_address

DIGEST_HOUR = 7
"""In London: it lies in the letter box when people begin their day."""


def tell_owners(writing: Session, row: PageRow, deed: Deed) -> None:
    """Writes to everybody who keeps a page what was decided about it."""
    subject = SUBJECTS[deed].format(title=row.title)
    body = _body("publishing/mail/decided.txt", deed=deed, title=row.title, address=_address("publishing.listed"))
    for owner in store.owners(writing, row.id):
        account = accounts.account(writing, owner)
        if account is not None and not account.disabled:
            with suppress(NotAnAddress):
                messages.enqueue(writing, to=account.email, subject=subject, body=body)


def telling_moderators() -> Chore:
    """Writes once a day to whoever moderates, when something waits for them."""
    return Chore("tell moderators what waits", timedelta(hours=1), _digest)


def _digest() -> None:
    if in_london(now()).hour < DIGEST_HOUR:
        return
    with transaction() as writing:
        waiting = store.how_many_wait(writing, Kind)
        looks = {kind: store.how_many_looks(writing, (kind,)) for kind in Kind}
        if not waiting and not any(looks.values()):
            return
        for colleague in accounts.colleagues(writing):
            if not colleague.disabled:
                _tell_moderator(writing, colleague, {kind: many for kind, (many, _) in waiting.items()}, looks)


def _tell_moderator(writing: Session, to: Staff, waiting: Mapping[Kind, int], looks: Mapping[Kind, int]) -> None:
    kinds = kinds_moderated_by(to.roles)
    waits = [MANY[kind].format(number=waiting[kind]) for kind in kinds if waiting.get(kind)]
    look = [MANY[kind].format(number=looks[kind]) for kind in kinds if looks.get(kind)]
    if not waits and not look:
        return
    body = _body("publishing/mail/digest.txt", waiting=waits, looks=look, address=_address("own_pages.listed"))
    key = f"own-pages:{today().isoformat()}:{to.id}"
    with suppress(NotAnAddress):
        messages.enqueue(writing, to=to.email, subject="Pages wait to be checked", body=body, key=key)


def _body(name: str, **values: object) -> str:
    # The worker answers no request, of which Flask would tell the template.
    return current_app.jinja_env.get_template(name).render(council=council(), **values)


def _address(endpoint: str) -> str:
    # The worker answers no request, by which Flask would make an address.
    return public_address(current_app.url_map.bind("").build(endpoint))
