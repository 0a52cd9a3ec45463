"""Which services run in school terms alone, by what their listings say."""

import re
from dataclasses import replace

from app.directory.domain import Service

_IN_TERM = re.compile(r"(?i)\b(?:in |during )?(?:school )?term[- ]?time\b(?:[ -]only)?|\bschool terms? only\b")
_ALSO = re.compile(
    r"(?i)\b(?:outside|not just|all year|year[- ]round)\b"
    r"|\bterm[- ]?time\b[^.]{0,20}\b(?:and|or|as well as)\b[^.]{0,20}\bholidays?\b"
)
_ONLY = re.compile(r"(?i)\bterm[- ]?time only\b|\bonly (?:in|during) (?:school )?term|\bschool terms? only\b")


def in_term_alone(words: str | None) -> bool:
    """Whether these words about times say that a service pauses when schools do."""
    return bool(words and _IN_TERM.search(words) and not _ALSO.search(words))


def with_terms(service: Service) -> Service:
    """The service with a mark on each of its times that holds in school terms alone.

    Words about a time speak for it; words about the whole service have to say "only".
    """
    all_of_it = bool(_ONLY.search(service.description or "")) and not _ALSO.search(service.description or "")
    marked = (
        replace(one, term_time=all_of_it or in_term_alone(one.description) or in_term_alone(one.notes))
        for one in service.schedules
    )
    return replace(service, schedules=tuple(marked))
