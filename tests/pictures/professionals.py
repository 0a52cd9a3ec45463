"""Pictures of a ward nurse who refers: every page, the danger that comes first, the check, the answer back."""

from tests.pictures.studio import Studio

YOU = {
    "organisation": "Sample Ward 4",
    "name": "Nell Nurse",
    "role": "Ward sister",
    "telephone": "01632 960111",
    "email": "nell@hospital.example.org",
}
ON = "Keep this page and go on"


def professionals(studio: Studio) -> None:
    studio.shot("professional-start", "/professionals/")
    studio.go("/professionals/")
    studio.press("Begin")
    studio.press(ON)
    studio.shot("professional-mistake")
    studio.fill_in_and_press(ON, **YOU)
    studio.shot("professional-person")
    studio.fill_in_and_press(ON, name="Gwen Sample", age="82", address="1 Sample Street", postcode="TS18 1AU")
    studio.shot("professional-agreement")
    studio.labelled("They say no, and none of these applies").check()
    studio.press(ON)
    studio.shot("professional-refused")
    studio.go("/professionals/form/agreement")
    studio.labelled("Yes, they agree").check()
    studio.press(ON)
    studio.shot("professional-safety")
    studio.labelled("Somebody is in danger now").check()
    studio.press(ON)
    studio.shot("professional-ring")
    studio.go("/professionals/next")
    studio.shot("professional-worries")
    studio.fill_in_and_press(ON, worries="She fell on Sunday and lay on the floor for hours. She will not use a frame.")
    studio.shot("professional-daily")
    studio.press(ON)
    studio.shot("professional-situation")
    studio.press(ON)
    studio.shot("professional-household")
    studio.press(ON)
    studio.shot("professional-reach")
    studio.labelled("I do not know what is safe").check()
    studio.press(ON)
    studio.shot("professional-answer")
    studio.labelled("No, or they were not asked").check()
    studio.press(ON)
    studio.shot("professional-check")
    studio.press("Send it to the council")
    studio.shot("professional-sent")
    studio.shot("professional-where", "/professionals/where")
    studio.shot("professional-not-found", "/professionals/next")
