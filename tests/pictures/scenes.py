"""Every page and state of a page there is, scene by scene: to be pictured, and to be looked at for what is wrong."""

from collections.abc import Callable

from tests.pictures import (
    accounts,
    appointments,
    calls,
    directory,
    employing,
    equipment,
    guidance,
    insights,
    lists,
    maps,
    messages,
    open_data,
    personal_assistants,
    plan,
    professionals,
    resident,
    sending,
    shares,
    sources,
    spreadsheets,
    staff,
    triage,
    trust,
    words,
)
from tests.pictures.studio import Studio

Scene = Callable[[Studio], None]

SCENES: dict[str, Scene] = {
    "page": resident.pages,
    "before": resident.before,
    "question": resident.questions,
    "way": resident.ways,
    "signpost": resident.signposts,
    "mistake": resident.mistakes,
    "result": resident.result,
    "card": resident.cards_in_easy_read,
    "returning": resident.returning,
    "stopping": resident.stopping,
    "refused": resident.refused,
    "directory": directory.directory,
    "map": maps.maps,
    "understood": words.understood,
    "equipment": equipment.equipment,
    "guidance-rights": guidance.rights,
    "guidance-words": guidance.words,
    "guidance-caring": guidance.caring,
    "guidance-plan": guidance.emergency_plan,
    "employing-guide": employing.guide,
    "employing-cost": employing.cost,
    "employing-drafts": employing.drafts,
    "plan": plan.plan,
    "plan_right_to_left": plan.plan_right_to_left,
    "list": lists.lists,
    "collection": lists.collections,
    "problem": trust.problem,
    "helplines": trust.helplines,
    "appointment": appointments.appointments,
    "professional": professionals.professionals,
    "assistant": personal_assistants.looking,
    "assistant-own": personal_assistants.own,
    "assistant-staff": personal_assistants.staff,
    "asking": sending.asking,
    "easy": sending.easy_read,
    "sending": sending.sending,
    "sending_urgent": sending.sending_urgent,
    "sending_both": sending.sending_both,
    "open-data": open_data.explained,
    "staff": staff.staff,
    "case": triage.cases,
    "accounts": accounts.accounts,
    "link": accounts.links,
    "messages": messages.messages,
    "case-systems": messages.case_systems,
    "words": words.staff_words,
    "call": calls.calls,
    "introduction": calls.introductions,
    "spreadsheet": spreadsheets.spreadsheets,
    "sources": sources.sources,
    "shares": shares.shares,
    "micro": shares.micro_enterprises,
    "registered": shares.registered,
    "figures": insights.figures,
    "performance": insights.performance,
    "specimen": staff.specimen,
    "too-many": resident.too_many,
}
"""By the word with which the names of their pictures begin. The last one shuts the door for a while."""

IN_ENGLISH = frozenset(
    (
        *("assistant-own", "assistant-staff"),
        *("staff", "accounts", "link", "messages", "case-systems", "words", "call", "spreadsheet", "sources", "case"),
        *("figures", "professional", "specimen"),
    )
)
"""The scenes whose pages are in English whatever language is chosen: those of staff, professionals and developers."""

QUESTIONS = ("question", "way")
"""The scenes that show every question; they take as long as all others together."""
