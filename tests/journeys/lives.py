"""What the people of the journeys answer, by the ids of questions and choices."""

from tests.journeys.pages import Said

DAILY_LIFE = (
    "home_safety",
    "home_habitable",
    "nutrition",
    "clothing",
    "hygiene",
    "toilet",
    "relationships",
    "community",
    "work_education",
    "caring_for_child",
)

CALM: Said = {
    "for_whom": ("self",),
    "age": ("65_84",),
    "place": "TW7 4AA",
    "safety": ("none",),
    "condition": ("no",),
    **dict.fromkeys(DAILY_LIFE, ("fine",)),
    "life_impact": ("not_much",),
    "support_now": ("some_enough",),
    "caring": ("no",),
    "changes": ("none",),
    "matters": "My garden, and my sister on Sundays.",
    "hopes": ("ideas",),
}
"""Somebody who manages, and would like ideas."""

LONELY: Said = {**CALM, "relationships": ("slow_or_painful",), "changes": ("lives_alone",)}
"""Somebody who manages but for one thing, with which a group near them may help."""

STRUGGLING: Said = {
    **CALM,
    "condition": ("yes",),
    "condition_types": ("body",),
    "home_safety": ("needs_help",),
    "hygiene": ("cannot",),
    "relationships": ("slow_or_painful",),
    "life_impact": ("most_days",),
    "life_areas": ("dignity", "home"),
    "support_now": ("some_not_enough",),
    "changes": ("equipment_difficulty", "lives_alone"),
}
"""Somebody with whom the council should look at things."""

IN_DANGER: Said = {**CALM, "safety": ("immediate_danger",), "place": ""}
"""Somebody who is in danger now, and does not say where."""
