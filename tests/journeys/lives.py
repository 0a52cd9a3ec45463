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

CARERS_LIFE = (
    "carer_own_home",
    "carer_nutrition",
    "carer_child_care",
    "carer_care_for_others",
    "carer_relationships",
    "carer_work_education",
    "carer_community",
    "carer_recreation",
)

CALM: Said = {
    "for_whom": ("self",),
    "helped_by": ("nobody",),
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

AT_THE_END_OF_THEIR_STRENGTH: Said = {**CALM, "hard": ("nutrition", "hygiene"), "support_now": ("some_not_enough",)}
"""Somebody who can answer a few questions and no more."""

JUST_HELPS_HER_MUM: Said = {
    "age": ("26_64",),
    "place": "TW7 4AA",
    "safety": ("none",),
    "cared_for": ("parent",),
    "cared_for_age": ("adult",),
    "cared_for_place": "TW7 4AA",
    "carer_tasks": ("food", "company"),
    "carer_hours": ("20_to_34",),
    "carer_nights": ("some_nights",),
    "carer_health": ("a_little",),
    **dict.fromkeys(CARERS_LIFE, ("yes",)),
    "carer_child_care": ("does_not_apply",),
    "carer_recreation": ("pain_or_worry",),
    "carer_carrying_on": ("struggling",),
    "carer_plan": ("no_plan",),
    "mutual": ("no",),
    "carer_wishes": ("break", "assessment"),
    "matters": "Tuesday evenings in the choir.",
}
"""A daughter who speaks of herself as the one who looks after somebody."""
