"""What other rooms may ask of the accounts: who asks, and whether they may. Here stands the guard before every page."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from flask import Flask, current_app, has_request_context, request, url_for
from flask.sansio.app import App
from sqlalchemy.orm import Session

from app.accounts import goals, links, mailed, menu, of_the_public, sessions, store
from app.accounts.domain import Asker, PagesOfStaff, Role, Staff, Step, Who, first_step, sign_in_name
from app.accounts.of_the_public import WorksForTheCouncil as WorksForTheCouncil
from app.accounts.of_the_public import account_for as account_for
from app.accounts.of_the_public import account_without_address as account_without_address
from app.accounts.of_the_public import forget_name as forget_name
from app.accounts.register import NotPossible as NotPossible
from app.db import transaction
from app.kernel.clock import now
from app.messages.domain import Chore
from app.web.errors import NotFound


class NotSignedIn(Exception):
    """The page is for somebody with an account, and nobody is signed in."""


class SomethingFirst(Exception):
    """The page is for staff, and this one has something to do before it; `step` says what."""

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.step = step


def init_app(
    app: Flask, access: Mapping[str, Who | Mapping[str, Who]], navigation: tuple[PagesOfStaff, ...] = ()
) -> None:
    """Keeps sessions fresh, guards every page as the table of access says, and tells the staff's who is signed in."""
    app.extensions["access"] = dict(access)
    app.extensions["navigation"] = navigation
    sessions.init_app(app)
    app.before_request(_guard)
    app.context_processor(lambda: {"staff": _known_already(), "navigation_of": navigation_of})


def current_staff() -> Staff | None:
    """The member of staff who asks, once they have done the second step too, or None."""
    who = sessions.current()
    return who.staff if who is not None and who.whole else None


def signed_in_staff() -> Staff:
    """The member of staff who asks. Raises NotSignedIn."""
    staff = current_staff()
    if staff is None:
        raise NotSignedIn
    return staff


def colleagues(session: Session) -> tuple[Staff, ...]:
    """Everybody who works for the council, for whoever gives work to them or shows whose it is."""
    return tuple(each for each in store.everybody(session) if not each.is_of_the_public)


def account(session: Session, account_id: int) -> Staff | None:
    """Whose that account is, for whoever shows who keeps a page or writes to them."""
    return store.by_id(session, account_id)


def closed_accounts(session: Session) -> frozenset[int]:
    """The accounts that are closed, for whoever shows the pages of those who keep one."""
    return store.closed(session)


def account_by_email(session: Session, email: str) -> Staff | None:
    """Who signs in by that address. Only for what answers the same whether there is one or not."""
    found = store.account(session, sign_in_name(email))
    return None if found is None else found.staff


def join(role: Role) -> None:
    """Gives whoever of the public is signed in one more role: it lets them begin a page of that kind and no more.

    A room calls it when somebody presses its button to begin, and then leads to a page that the table gives that role;
    whoever is not signed in comes by its role to that page through signing in.
    """
    who = sessions.current()
    if who is not None and who.staff.is_of_the_public and role not in who.staff.roles:
        with transaction() as writing:
            sessions.refresh(of_the_public.add_role(writing, who.staff, role))


def may(staff: Staff, endpoint: str, method: str) -> bool:
    """Whether the table of access lets them do that."""
    who = goals.who_may(endpoint, method)
    return isinstance(who, Asker) or bool(staff.roles & who)


def navigation_of(staff: Staff) -> tuple[menu.Group, ...]:
    """The pages that stand in somebody's navigation: those that they may open."""
    return menu.groups_for(lambda endpoint: may(staff, endpoint, "GET"))


def count_beside(app: App, endpoint: str, how_many: Callable[[], int]) -> None:
    """Has the navigation say beside the link to a page how much there is to do. It is asked often: it must be quick."""
    menu.count_beside(app, endpoint, how_many)


def home_of(staff: Staff) -> str:
    """The address that somebody comes to who was going nowhere else."""
    if staff.is_of_the_public:
        return next((group.links[0].address for group in navigation_of(staff)), "/")
    wanted = menu.first_page(current_app.config["STAFF_HOME"], lambda endpoint: may(staff, endpoint, "GET"))
    return wanted or url_for("own_account.shown")


def _guard() -> None:
    """Lets nobody through to a page that the table does not give them; for them it is not there.

    Whoever is not signed in is sent to do so and comes back, with what they had typed.
    """
    if request.endpoint is None:
        if request.path.startswith(("/staff/", "/your-pages/")):
            sessions.current()  # so that the answer carries the same cookie as that of a page which is not theirs
        return
    who = goals.who_may(request.endpoint, request.method)
    if who in {Asker.ANYONE, Asker.RESIDENT, Asker.SENDER}:
        return
    asker = sessions.current()
    if asker is None:
        raise NotSignedIn
    step = first_step(asker.staff, asker.whole)
    if step is Step.CODE or (step is not None and who is not Asker.SIGNED_IN):
        raise SomethingFirst(step)
    if who is not Asker.SIGNED_IN and not may(asker.staff, request.endpoint, request.method):
        raise NotFound


def answering_lost_passwords() -> tuple[Chore, ...]:
    """Writes to whoever lost a password or wants to sign in without one, and forgets the links that ended."""
    return (*links.answering_lost_passwords(), *mailed.chores())


def forgetting_old_sessions() -> Chore:
    """Deletes the sessions that have lived their time."""
    return Chore("forget old staff sessions", timedelta(hours=1), _forget)


def _forget() -> None:
    with transaction() as writing:
        store.forget_old_sessions(writing, now())


def _known_already() -> Staff | None:
    """Who is signed in, when the page has asked: a resident's page does not look."""
    return current_staff() if has_request_context() and sessions.was_asked() else None
