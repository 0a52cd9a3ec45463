"""What other rooms may ask: a fact as this council stands by it, and the words that we explain."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Flask
from flask_babel import format_decimal

from app.councils.api import council
from app.guidance.domain import Fact, FactHere, Word
from app.guidance.loader import load_facts, load_words
from app.kernel.clock import in_london, now

FACTS = Path(__file__).resolve().parents[2] / "directory_data" / "facts.toml"
WORDS = Path(__file__).parent / "content" / "words.toml"


def init_app(app: Flask) -> None:
    """Reads the facts and the words, or stops the start with WrongContent; gives the templates the filter for money."""
    facts()
    words()
    app.jinja_env.filters["pounds"] = pounds


@cache
def facts() -> Mapping[str, Fact]:
    """Every fact of law and money that the service states, by its id."""
    return load_facts(FACTS)


@cache
def words() -> tuple[Word, ...]:
    """Every word that we explain, in the order of the alphabet."""
    return load_words(WORDS)


def fact_here(id: str) -> FactHere:
    """A fact with what this council says of it today. Raises KeyError for one that is not in the file."""
    this = council()
    return FactHere(facts()[id], this.confirmed_facts.get(id), in_london(now()).date(), this.sample)


def pounds(amount: int) -> str:
    """A sum of money in whole pounds, grouped in the manner of the page's language."""
    return f"£{format_decimal(amount)}"
