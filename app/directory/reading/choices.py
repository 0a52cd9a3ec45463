"""What the things that a listing says of itself are called: for whom, what it costs, who runs it, which language."""

from babel import Locale
from flask_babel import get_locale, lazy_gettext
from flask_babel.speaklater import LazyString

from app.directory.importing.people import LANGUAGES
from app.search.domain import OPEN, SLOT

TIME_NAMES: dict[str, LazyString] = {
    "morning": lazy_gettext("In the morning"),
    "afternoon": lazy_gettext("In the afternoon"),
    "evening": lazy_gettext("In the evening"),
}
COSTS: dict[str, LazyString] = {"free": lazy_gettext("Free"), "paid": lazy_gettext("There is a charge")}
AUDIENCES: dict[str, LazyString] = {
    "carers": lazy_gettext("People who look after someone"),
    "older-people": lazy_gettext("Older people"),
    "young-people": lazy_gettext("Young people"),
    "families": lazy_gettext("Parents and families"),
    "dementia": lazy_gettext("People with dementia"),
    "learning-disability": lazy_gettext("People with a learning disability"),
    "autism": lazy_gettext("Autistic people"),
    "physical-disability": lazy_gettext("Disabled people"),
    "mental-health": lazy_gettext("People with poor mental health"),
    "hearing-loss": lazy_gettext("Deaf people and people with hearing loss"),
    "sight-loss": lazy_gettext("Blind people and people with sight loss"),
    "bereaved": lazy_gettext("People whose someone has died"),
    "women": lazy_gettext("Women"),
    "men": lazy_gettext("Men"),
    "lgbt": lazy_gettext("LGBT+ people"),
    "veterans": lazy_gettext("People who served in the armed forces"),
    "refugees": lazy_gettext("Refugees and people seeking asylum"),
    "homeless": lazy_gettext("People without a home"),
}
REFERRALS: dict[str, LazyString] = {
    "not-needed": lazy_gettext("You can go or ring yourself"),
    "needed": lazy_gettext("Somebody has to refer you"),
}
KINDS: dict[str, LazyString] = {
    "community": lazy_gettext("Community group or charity"),
    "micro": lazy_gettext("Very small business (micro-enterprise)"),
    "regulated": lazy_gettext("Care that is inspected by the Care Quality Commission"),
    "council": lazy_gettext("The council"),
    "nhs": lazy_gettext("The NHS"),
    "equipment": lazy_gettext("Equipment to borrow, hire or try"),
}
NOT_STATED: dict[str, LazyString] = {
    "day": lazy_gettext("Day not stated: ask them"),
    "time": lazy_gettext("Time not stated: ask them"),
    SLOT: lazy_gettext("Day or time not stated: ask them"),
    OPEN: lazy_gettext("Opening times not stated: ask them"),
    "cost": lazy_gettext("Cost not stated: ask them"),
    "way": lazy_gettext("How it is given is not stated: ask them"),
    "audience": lazy_gettext("Who it is for is not stated: ask them"),
    "age": lazy_gettext("Age not stated: ask them"),
    "access": lazy_gettext("Not all the access that you chose is stated: ask them"),
    "language": lazy_gettext("Languages not stated: ask them"),
    "referral": lazy_gettext("How to join is not stated: ask them"),
    "kind": lazy_gettext("Who runs it is not stated: ask them"),
}


def language_name(code: str) -> str:
    """A language in the language of the page; in English where that has no word for it."""
    here: Locale = get_locale()
    in_english = next((name for name, known in LANGUAGES.items() if known == code), code)
    name = str(here.languages.get(code) or in_english)
    return name[:1].upper() + name[1:]
