"""Pictures of a spreadsheet on its way into the directory and out again, as staff see it."""

from tests.pictures.studio import Studio

BOOK = """ID,Name,Organisation,Address,Town,Postcode,Is free,When,Notes
s1,Tuesday lunch,Riverside Neighbours,Town Hall,Stockton,TS18 1AU,yes,Every Tuesday 12 noon to 2pm,Ask for Ann
s2,Chair exercise,Riverside Neighbours,The Green,Yarm,TS15 9AA,no,Fridays 10am,
s3,,Riverside Neighbours,The Green,Yarm,TS15 9AA,maybe,,
"""


def spreadsheets(studio: Studio) -> None:
    studio.sign_in_as("directory_editor", name="Bo Officer")
    studio.shot("spreadsheet-none", "/staff/spreadsheets/")
    studio.press("Upload and look at it")
    studio.shot("spreadsheet-mistake")
    _uploads(studio)
    studio.shot("spreadsheet-columns")
    studio.press("Check every row")
    studio.page.get_by_role("link", name=studio.said("Do not look again by itself")).click()
    studio.shot("spreadsheet-waiting")
    _worker_and_back(studio)
    studio.shot("spreadsheet-checked")
    studio.press("Take in 2 services")
    studio.shot("spreadsheet-not-said")
    studio.page.locator("main [name=others]").check()
    studio.press("Take in 2 services")
    _worker_and_back(studio)
    studio.shot("spreadsheet-taken")
    studio.press("Undo this import")
    _worker_and_back(studio)
    studio.shot("spreadsheet-undone")
    studio.shot("spreadsheet-list", "/staff/spreadsheets/")


def _uploads(studio: Studio) -> None:
    studio.go("/staff/spreadsheets/")
    studio.page.locator("main [name=files]").set_input_files(
        {"name": "groups.csv", "mimeType": "text/csv", "buffer": BOOK.encode()}
    )
    studio.fill_in_and_press("Upload and look at it", source="Village groups")


def _worker_and_back(studio: Studio) -> None:
    """Lets the worker work, and looks at the same page again."""
    page = studio.page.url.partition("?")[0]
    studio.site.command("worker", "--once")
    studio.page.goto(page)
