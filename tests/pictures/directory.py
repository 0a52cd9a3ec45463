"""Pictures of looking for help: the search, what it found, what it did not, and services of several kinds."""

from tests.pictures.studio import Studio

NEAR = "postcode=TS18+1AU"
SEARCHES = {
    "results": f"q=lunch+club&{NEAR}",
    "filtered": f"q=lunch+club&{NEAR}&miles=10&cost=free&day=TU&day=WE&access=step-free",
    "not-stated": f"{NEAR}&day=SU&language=pl",
    "few": f"q=hospice&{NEAR}&miles=1",
    "need": f"need=befriending&{NEAR}",
    "second-page": f"{NEAR}&miles=any&page=2",
    "misspelt": f"q=dimentia+grupe&{NEAR}",
    "nothing": f"q=xylophone+zzz&{NEAR}&miles=1",
    "unknown-postcode": "q=lunch+club&postcode=ZZ9+9ZZ",
    "about": "q=lunch+club&postcode=TS18",
    "everywhere": "q=lunch+club",
}
SERVICES = {
    "place": "lunch club",
    "telephone": "telephone befriending",
    "home": "meals delivered",
    "price": "day centre",
}


def directory(studio: Studio) -> None:
    studio.shot("directory-search", "/directory/")
    for name, asked in SEARCHES.items():
        studio.shot(f"directory-{name}", f"/directory/?{asked}")
    studio.shot("directory-results-print", f"/directory/?{SEARCHES['filtered']}", media="print")
    for name, words in SERVICES.items():
        studio.go(f"/directory/?q={words.replace(' ', '+')}&{NEAR}&miles=any")
        first = studio.page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first
        path = first.get_attribute("href") or ""
        studio.shot(f"directory-service-{name}", path)
        if name == "place":
            studio.shot("directory-service-print", path, media="print")
