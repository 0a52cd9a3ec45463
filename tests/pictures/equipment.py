"""Pictures of the ideas for equipment: the ways in, lists, nothing found, in large letters and on paper."""

from tests.pictures.studio import Studio

LISTS = {
    "hard": "difficulty=toilet",
    "room": "room=kitchen",
    "both": "difficulty=clothing&room=hall-and-stairs",
    "nothing": "difficulty=hygiene&room=outside",
    "large": "room=garden-and-door&print=large",
}


def equipment(studio: Studio) -> None:
    studio.shot("equipment", "/equipment/")
    for name, chosen in LISTS.items():
        studio.shot(f"equipment-{name}", f"/equipment/list?{chosen}")
    studio.shot("equipment-print", "/equipment/list?difficulty=toilet", media="print")
