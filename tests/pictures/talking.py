"""Pictures of adverts and of talking inside the site, from both sides, and of what staff read of them."""

from uuid import uuid4

from app.accounts.domain import Role
from app.db import transaction
from app.pa_finder.talking import conversation_store
from app.pa_finder.talking.conversation import About, Side
from tests import talking
from tests.pictures.studio import Studio
from tests.talking import Pair

FOLDER = "directory_data/personal_assistants"
HERE = "/personal-assistants/adverts/"
SAID = (
    (Side.SEEKER, "Hello Robin, would Monday mornings suit you? Breakfast, and a little company."),
    (Side.PA, "They would. Do you like to go out, if the weather is kind?"),
    (Side.SEEKER, "To the sea, always. I use a frame, so we go slowly."),
)


def adverts(studio: Studio) -> None:
    studio.site.command("personal-assistants", "load-samples", FOLDER)
    studio.shot("advert-start", HERE)
    studio.go(HERE)
    studio.press("Begin")
    studio.shot("advert-write")
    studio.labelled("For me").check()
    studio.page.locator("[value=meals]").check()
    studio.fill_in_and_press("Keep and go on", outward="TS18", matters="Ring me on 07700 900123.")
    studio.shot("advert-write-mistake")
    studio.fill_in_and_press("Keep and go on", outward="TS18", matters="I like the sea and short stories.")
    studio.shot("advert-choose")
    studio.press("Keep and go on")
    studio.shot("advert-choose-mistake")
    studio.page.locator("main [name=chosen]").first.check()
    studio.press("Keep and go on")
    studio.shot("advert-check")
    studio.sign_in_as(Role.SEEKER, name="Ada")
    studio.press("Go on")
    studio.shot("advert-own")
    studio.press("Send it")
    studio.shot("advert-own-sent")
    studio.shot("advert-list", "/personal-assistants/messages/")


def talk(studio: Studio) -> None:
    pa, seeker = studio.sign_in_as(Role.PA, name="Robin"), studio.sign_in_as(Role.SEEKER, name="Ada")
    pair = talking.pair(studio.site.app, people=(seeker, pa))
    studio.shot("talk-begun", pair.address)
    _say(studio, pair)
    studio.shot("talk-list", "/personal-assistants/messages/")
    studio.shot("talk-new", pair.address)
    studio.go(pair.address)
    studio.fill_in_and_press("Send", words="Ring me: oh seven seven double oh nine oh oh one two three")
    studio.shot("talk-caught")
    studio.shot("talk-share", f"{pair.address}share")
    studio.go(f"{pair.address}share")
    studio.fill_in_and_press("Share it", telephone="01632 960123")
    studio.shot("talk-shared")
    studio.sign_in_as(Role.PA, name="Robin")
    studio.go(f"{pair.address}share")
    studio.fill_in_and_press("Share it", telephone="01632 960124")
    studio.shot("talk-both-share")
    studio.shot("talk-report", f"{pair.address}report")
    studio.go(f"{pair.address}report")
    studio.press("Tell us")
    studio.shot("talk-report-mistake")
    studio.labelled("I am worried that somebody is not safe").check()
    studio.press("Tell us")
    studio.shot("talk-reported")
    studio.shot("talk-end", f"{pair.address}end")
    studio.go(f"{pair.address}end")
    studio.press("End it")
    studio.shot("talk-ended", pair.address)


def reading(studio: Studio) -> None:
    pa, seeker = studio.sign_in_as(Role.PA, name="Kit"), studio.sign_in_as(Role.SEEKER, name="Bo")
    pair = talking.pair(studio.site.app, people=(seeker, pa))
    _say(studio, pair)
    report = talking.a_report(studio.site.app, pair, About.MONEY, "He asked for my bank card.")
    advert = talking.waiting_advert(studio.site.app, "pictured")
    studio.sign_in_as(Role.CARERS_TEAM, Role.ADVISER)
    studio.shot("reported-advert-list", "/staff/personal-assistants/adverts/")
    studio.go(f"/staff/personal-assistants/adverts/{advert}/")
    studio.press("Do it")
    studio.shot("reported-advert")
    studio.sign_in_as(Role.SAFEGUARDING)
    studio.shot("reported-list", "/staff/personal-assistants/reports/")
    studio.shot("reported-one", f"/staff/personal-assistants/reports/{report}/")


def _say(studio: Studio, pair: Pair) -> None:
    with studio.site.app.app_context(), transaction() as writing:
        for side, words in SAID:
            there = conversation_store.by_id(writing, pair.conversation)
            assert there is not None
            conversation_store.say(writing, there, side, uuid4(), words)


def callers(studio: Studio) -> None:
    caller = talking.a_caller(studio.site.app)
    studio.sign_in_as(Role.ADVISER)
    studio.shot("caller-list", "/staff/personal-assistants/callers/")
    studio.go("/staff/personal-assistants/callers/new")
    studio.press("Keep, and go on")
    studio.shot("caller-new-mistake")
    pair = talking.pair(studio.site.app, "caller")
    with studio.site.app.app_context(), transaction() as writing:
        talk = writing.get_one(conversation_store.ConversationRow, pair.conversation)
        talk.seeker = caller.account
        writing.flush()
        held = conversation_store.by_id(writing, pair.conversation)
        assert held is not None
        conversation_store.say(writing, held, Side.PA, uuid4(), SAID[1][1])
    here = f"/staff/personal-assistants/callers/{caller.id}/"
    studio.shot("caller", here)
    studio.shot("caller-talk", f"{here}talk/{pair.conversation}/")
    studio.shot("caller-share", f"{here}talk/{pair.conversation}/share")
    studio.shot("caller-letter", f"{here}talk/{pair.conversation}/letter")
