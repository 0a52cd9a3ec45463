"""The pictures of listings, for everybody once a listing is public; before that for those who keep or check it."""

from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import current_staff
from app.listings.domain import from_json
from app.listings.public import store
from app.listings.public.preview import Shown, pictures_of
from app.listings.public.store import Size
from app.publishing import api as publishing
from app.publishing.domain import Kind, may_moderate
from app.web.errors import NotFound

blueprint = Blueprint("listing_pictures", __name__, url_prefix="/groups/pictures")

A_MINUTE = 60
"""For so long a browser shows a picture without asking again whether it is still public."""


@blueprint.app_template_global("own_pictures")
def own_pictures(source: str, service_id: str) -> tuple[Shown, ...]:
    """The pictures of a service, for its page."""
    return pictures_of(source, service_id)


@blueprint.get("/<uuid:picture_id>.jpg")
def shown(picture_id: UUID) -> ResponseReturnValue:
    """One picture, of our own making. Its address never changes what it shows, but whether it shows it."""
    size = store.size(db.session(), picture_id)
    is_public = size is not None and _is_public(size)
    if size is None or not (is_public or _may_see(size)):
        raise NotFound
    answer = Response(mimetype="image/jpeg")
    if is_public:
        answer.cache_control.public, answer.cache_control.max_age = True, A_MINUTE
        answer.cache_control.must_revalidate = True
        answer.set_etag(picture_id.hex)
    if not request.if_none_match.contains(answer.get_etag()[0] or ""):
        answer.data = store.picture(db.session(), picture_id) or b""
    return answer.make_conditional(request)


def _is_public(size: Size) -> bool:
    read = store.shown(db.session(), size.page_id)
    return read is not None and any(picture.id == str(size.id) for picture in from_json(read.content).pictures)


def _may_see(size: Size) -> bool:
    somebody = current_staff()
    if somebody is None:
        return False
    keeps = somebody.id in publishing.owners(db.session(), size.page_id)
    return keeps or may_moderate(somebody.roles, Kind.LISTING)
