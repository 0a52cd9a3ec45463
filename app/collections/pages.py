"""What the pages of collections are told: the text in its parts, the services as they are now, helplines, guidance."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.collections.domain import SERVICES_OF_A_SEARCH, Block, Content, blocks_of
from app.directory import api as directory
from app.directory.domain import Idea
from app.helplines import api as helplines
from app.helplines.domain import Helpline
from app.needs.api import vocabulary
from app.web.components import link_to

# Pages of ours that a collection may lead to.
GUIDANCE: Mapping[str, LazyString] = {
    "guidance.rights": lazy_gettext("Money and your rights"),
    "guidance.free": lazy_gettext("What is free"),
    "guidance.paying": lazy_gettext("What you may have to pay"),
    "guidance.benefits": lazy_gettext("Benefits: who checks with you"),
    "guidance.caring": lazy_gettext("Help for people who look after someone"),
    "guidance.young": lazy_gettext("If you are young and look after someone"),
    "guidance.parents": lazy_gettext("If you look after a child"),
    "guidance.after_you_ask": lazy_gettext("What happens after you ask the council"),
    "guidance.words": lazy_gettext("Words we use"),
    "equipment.start": lazy_gettext("Things that make daily life easier"),
    "assessment.before": lazy_gettext("See what could help you"),
}


@dataclass(frozen=True)
class CollectionPage:
    """A collection as residents read it."""

    content: Content
    blocks: tuple[Block, ...]
    services: tuple[Idea, ...]
    found: tuple[Idea, ...]
    search: str
    helplines: tuple[Helpline, ...]
    guidance: tuple[tuple[str, str], ...]


def page_of(content: Content) -> CollectionPage:
    """The page that a version makes today. Services that have left the directory are left out."""
    rows = directory.rows_of(content.services)
    searches = bool(content.words or content.need)
    needs = (content.need,) if content.need else ()
    found = directory.first_for(content.words, needs, None, SERVICES_OF_A_SEARCH) if searches else ()
    links = ((str(words), link_to(endpoint)) for endpoint, words in GUIDANCE.items() if endpoint in content.guidance)
    return CollectionPage(
        content=content,
        blocks=blocks_of(content.text),
        services=tuple(rows[key] for key in content.services if key in rows),
        found=tuple(idea for idea in found if idea.key not in rows),
        search=url_for("directory.search", q=content.words or None, need=content.need or None) if searches else "",
        helplines=tuple(_known_lines(content.helplines)),
        guidance=tuple((words, address) for words, address in links if address),
    )


def needs_offered() -> dict[str, str]:
    """Every need by its tag."""
    return {need.id: gettext(need.name) for need in vocabulary().needs}


def helplines_offered() -> dict[str, str]:
    """Every helpline by its id."""
    return {line.id: gettext(line.name) for line in helplines.everyone()}


def guidance_offered() -> dict[str, str]:
    """Every page of guidance by its endpoint."""
    return {endpoint: str(words) for endpoint, words in GUIDANCE.items()}


def _known_lines(ids: tuple[str, ...]) -> list[Helpline]:
    """The helplines that are still listed, in the order chosen."""
    lines = []
    for id in ids:
        with suppress(LookupError):
            lines.append(helplines.helpline(id))
    return lines
