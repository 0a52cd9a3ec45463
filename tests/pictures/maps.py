"""Pictures of the overview map: near a place, everywhere, of nothing that could be drawn, and on paper."""

from tests.pictures.studio import Studio

NEAR = "/directory/map?q=lunch+club&postcode=TS18+1AU&miles=10"


def maps(studio: Studio) -> None:
    studio.shot("map-near", NEAR)
    studio.shot("map-print", NEAR, media="print")
    studio.shot("map-everywhere", "/directory/map?need=befriending")
    studio.shot("map-nothing", "/directory/map?q=xylophone+zzz")
