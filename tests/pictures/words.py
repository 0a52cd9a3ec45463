"""Pictures of what a search understood, of the help that comes first, and of the staff's pages about the search."""

from tests.pictures.studio import Studio

UNDERSTOOD = {
    "mended": "q=dimentia+grupe",
    "as-typed": "q=dimentia+grupe&exactly=yes",
    "town": "q=lunch+club+yarm",
    "language": "q=punjabi+speaking+carers",
    "polish": "q=jestem+samotna",
    "danger": "q=my+husband+hits+me",
    "danger-polish": "q=chc%C4%99+umrze%C4%87",
    "danger-urdu": "q=%D8%B4%D9%88%DB%81%D8%B1+%D9%85%D8%A7%D8%B1%D8%AA%D8%A7+%DB%81%DB%92",
}


def understood(studio: Studio) -> None:
    for name, asked in UNDERSTOOD.items():
        studio.shot(f"understood-{name}", f"/directory/?{asked}")


def staff_words(studio: Studio) -> None:
    studio.sign_in_as("directory_editor", name="Wren Officer")
    studio.shot("words-list", "/staff/search/words")
    studio.shot("words-found", "/staff/search/words?q=falls")
    studio.shot("words-new", "/staff/search/words/new")
    studio.press("Add it")
    studio.shot("words-new-mistake")
    studio.go("/staff/search/words/entry?key=choir")
    studio.fill_in_and_press("Keep this change", why="People here say it so.")
    studio.shot("words-entry")
    studio.shot("words-ranking", "/staff/search/ranking?q=lunch+club")
    studio.shot("words-ranking-one", "/staff/search/ranking?q=lunch+club&service=nothing/here")
