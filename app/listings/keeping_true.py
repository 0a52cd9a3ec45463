"""What keeps listings true, for the service to begin: its chores, and the listening to which pages are opened."""

from flask.sansio.app import App

from app.listings.letters import writing
from app.listings.still_right import reminding
from app.listings.use import openings
from app.messages.domain import Chore


def init_app(app: App) -> None:
    """Begins to count openings."""
    openings.init_app(app)


def chores() -> tuple[Chore, ...]:
    """Everything that falls due by itself."""
    return (*openings.chores(), *reminding.chores(), *writing.chores())
