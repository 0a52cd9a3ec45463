"""Pictures of a listing that a group writes itself: its tasks, each question, everything on one page, the preview."""

from dataclasses import replace
from io import BytesIO

from PIL import Image

from app.accounts.domain import Role
from app.db import transaction
from app.listings.domain import as_json
from app.publishing import api as publishing
from app.publishing.domain import Kind
from tests.own_listing import LAKESIDE, WALK
from tests.pictures.studio import Studio

OF_SERVICE = ("what", "who", "when", "where", "cost", "access", "joining", "closed", "trade")


def own_listing(studio: Studio) -> None:
    """A page that somebody who works alone has begun."""
    editor = studio.sign_in_as(Role.COMMUNITY_EDITOR, name="Bea Walker")
    alone = replace(LAKESIDE, sole_trader=True)
    with studio.site.app.test_request_context(), transaction() as writing:
        page = publishing.begin(writing, Kind.LISTING, alone.name, editor.id, as_json(alone))
    address = f"/your-pages/listing/{page.id}"
    studio.shot("own-listing-tasks", f"{address}/")
    for step in ("name", "about", "contacts"):
        studio.shot(f"own-listing-{step}", f"{address}/{step}")
    studio.go(f"{address}/pictures")
    studio.page.set_input_files("#picture", {"name": "x.png", "mimeType": "image/png", "buffer": _picture()})
    studio.page.fill("#alt", "The gate by the lake")
    studio.press("Add this picture")
    studio.shot("own-listing-pictures", f"{address}/pictures")
    for step in OF_SERVICE:
        studio.shot(f"own-listing-{step}", f"{address}/services/{WALK.id}/{step}")
    studio.go(f"{address}/services/{WALK.id}/when")
    studio.page.locator("input[name$='times-0-starts']").fill("early")
    studio.press("Keep this and go on")
    studio.shot("own-listing-mistake")
    studio.shot("own-listing-everything", f"{address}/everything")
    studio.shot("own-listing-preview", f"{address}/preview/{WALK.id}")
    studio.shot("own-listing-remove", f"{address}/services/{WALK.id}/remove")
    studio.go(f"{address}/")
    studio.press("Send it to be checked")
    studio.shot("own-listing-refused")


def _picture() -> bytes:
    kept = BytesIO()
    Image.linear_gradient("L").resize((900, 600)).save(kept, "PNG")
    return kept.getvalue()
