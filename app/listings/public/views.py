"""The pictures of listings, for everybody once a listing is public; before that for those who keep or check it."""

from uuid import UUID

from flask import Blueprint, Response
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

A_DAY = 86_400


@blueprint.app_template_global("own_pictures")
def own_pictures(source: str, service_id: str) -> tuple[Shown, ...]:
    """The pictures of a service, for its page."""
    return pictures_of(source, service_id)


@blueprint.get("/<uuid:picture_id>.jpg")
def shown(picture_id: UUID) -> ResponseReturnValue:
    """One picture, of our own making. Its address never changes what it shows."""
    size = store.size(db.session(), picture_id)
    jpeg = store.picture(db.session(), picture_id) if size else None
    if size is None or jpeg is None:
        raise NotFound
    answer = Response(jpeg, mimetype="image/jpeg")
    if _is_public(size):
        answer.cache_control.public, answer.cache_control.max_age = True, A_DAY
    elif not _may_see(size):
        raise NotFound
    return answer


def _is_public(size: Size) -> bool:
    read = store.shown(db.session(), size.page_id)
    return read is not None and any(picture.id == str(size.id) for picture in from_json(read.content).pictures)


def _may_see(size: Size) -> bool:
    somebody = current_staff()
    if somebody is None:
        return False
    keeps = somebody.id in publishing.owners(db.session(), size.page_id)
    return keeps or may_moderate(somebody.roles, Kind.LISTING)
