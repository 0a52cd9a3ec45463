"""What a results row says of a service: what it is, the town, what it costs, the ways to reach it, what is unsaid."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from app.directory.domain import Digest, Kind, Service
from app.directory.service.confidential import hidden
from app.directory.service.freshness import unsaid

NOTHING_SAID: Mapping[str, bool] = MappingProxyType({})
LONGEST_LINE = 160
LONGEST_FEES = 60
_SENTENCE = re.compile(r"(?<=[a-z0-9)’'\"][.!?])(?<!\bDr\.)(?<!\bMrs\.)(?<!\bMr\.)(?<!\bSt\.)\s+(?=[A-Z‘“\"'(])")
_AMOUNT = re.compile(r"£\s?\d[\d,]*(?:\.\d\d)?")


def digest_of(service: Service, said: Mapping[str, bool] = NOTHING_SAID) -> Digest:
    """The row of a service, with nothing in it of an address that is kept back; see `confidential.hidden`."""
    service = hidden(service, said)
    return Digest(
        what=first_sentence(service.description or ""),
        town=service.towns,
        cost=_cost(service),
        ways=" ".join(sorted(service.values(Kind.WAY) - {"venue"})),
        unsaid=" ".join(unsaid(service)),
    )


def first_sentence(text: str) -> str:
    """The first whole sentence, cut between words when it is long; a heading before it is passed over."""
    text = re.sub(r"\s{0,3}\(https?://[^\s()]*\)", "", text)
    paragraphs = [part.strip("- ") for part in text.split("\n") if part.strip()]
    prose = next((part for part in paragraphs if part.endswith((".", "!", "?"))), next(iter(paragraphs), ""))
    sentence = _SENTENCE.split(prose, maxsplit=1)[0]
    if len(sentence) <= LONGEST_LINE:
        return sentence
    return sentence[:LONGEST_LINE].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def _cost(service: Service) -> str:
    """The price in the feed's own words when they are short; "free" and "paid" are said by the page."""
    option = next((option for option in service.cost_options if option.amount), None)
    if option and option.amount:
        amount = f"£{option.amount:,.2f}".removesuffix(".00")
        return " ".join(filter(None, (amount, option.amount_description)))
    if "free" in service.values(Kind.COST):
        return "free"
    if service.fees and len(service.fees) <= LONGEST_FEES and "\n" not in service.fees:
        return service.fees
    if amounts := _AMOUNT.findall(service.fees or ""):
        return f"from {min(amounts, key=lambda text: float(text.lstrip('£ ').replace(',', '')))}"
    return "paid" if "paid" in service.values(Kind.COST) else ""
