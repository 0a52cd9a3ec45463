"""What other rooms may ask of the accounts: who asks, and that a page is for staff alone."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, has_request_context

from app.accounts import sessions, store
from app.accounts.domain import Role, Staff
from app.db import transaction
from app.kernel.clock import now
from app.messages.domain import Chore
from app.web.errors import NotFound

P = ParamSpec("P")
R = TypeVar("R")


class NotSignedIn(Exception):
    """The page is for staff, and nobody is signed in."""


class PasswordToChange(Exception):
    """The page is for staff, and this one still has a password that somebody else has seen."""


def init_app(app: Flask) -> None:
    """Keeps sessions fresh, and tells the staff's pages who is signed in."""
    sessions.init_app(app)
    app.context_processor(lambda: {"staff": _known_already()})


def current_staff() -> Staff | None:
    """The member of staff who asks, or None."""
    who = sessions.current()
    return None if who is None else who.staff


def signed_in_staff() -> Staff:
    """The member of staff who asks. Raises NotSignedIn."""
    staff = current_staff()
    if staff is None:
        raise NotSignedIn
    return staff


def for_roles(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A page for staff of some roles alone; for others it is not there.

    Whoever is not signed in is sent to do so and comes back, with what they had typed.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            staff = signed_in_staff()
            if staff.must_change_password:
                raise PasswordToChange
            if staff.role not in roles:
                raise NotFound
            return view(*args, **kwargs)

        return guarded

    return decorate


def staff_only(view: Callable[P, R]) -> Callable[P, R]:
    """A page for every member of staff, and for nobody else."""
    return for_roles(*Role)(view)


def forgetting_old_sessions() -> Chore:
    """Deletes the sessions that have lived their time."""
    return Chore("forget old staff sessions", timedelta(hours=1), _forget)


def _forget() -> None:
    with transaction() as writing:
        store.forget_old_sessions(writing, now())


def _known_already() -> Staff | None:
    """Who is signed in, when the page has asked: a resident's page does not look."""
    return current_staff() if has_request_context() and sessions.was_asked() else None
