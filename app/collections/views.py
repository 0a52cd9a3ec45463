"""The collections as residents read them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.collections import api
from app.collections.domain import Version
from app.collections.pages import page_of
from app.web.errors import NotFound

blueprint = Blueprint("collections", __name__, url_prefix="/collections")


@blueprint.app_template_global("collections_shown")
def shown_today() -> tuple[Version, ...]:
    """The collections that residents can read today, for the directory's start."""
    return api.shown()


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """All of them."""
    return render_template("collections/list.html", collections=api.shown())


@blueprint.get("/<slug>")
def shown(slug: str) -> ResponseReturnValue:
    """One of them."""
    version = api.shown_by(slug)
    if version is None:
        raise NotFound
    return render_template("collections/collection.html", page=page_of(version.content))
