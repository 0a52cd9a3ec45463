"""Pages that belong to no room: the start page, and what the law asks every service to say about itself."""

from flask import Blueprint, Flask, Response, current_app, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("pages", __name__)


def init_app(app: Flask) -> None:
    """Registers the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Where everybody comes in."""
    return render_template("pages/start.html")


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What we keep, why, and for how long."""
    return render_template("pages/privacy.html")


@blueprint.get("/cookies")
def cookies() -> ResponseReturnValue:
    """The cookies that the service sets."""
    return render_template("pages/cookies.html")


@blueprint.get("/council.css")
def council_style() -> ResponseReturnValue:
    """The council's brand colour, as the one custom property that the style sheet reads."""
    colour = current_app.extensions["council"].brand_colour
    return Response(f":root{{--careway-brand:{colour}}}\n", mimetype="text/css")


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Whether this process answers."""
    return Response("ok\n", mimetype="text/plain")
