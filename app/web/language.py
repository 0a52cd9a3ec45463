"""Which language a page is in: the person's choice, kept in a cookie, among those that the council offers."""

from babel import Locale
from flask import Blueprint, Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale

from app.web.addresses import local_path

COOKIE = "language"
A_YEAR = 365 * 24 * 60 * 60

blueprint = Blueprint("language", __name__, url_prefix="/language")


def init_app(app: Flask) -> None:
    """Chooses a language for each request and tells the templates which there are."""
    Babel(app, locale_selector=chosen, default_timezone="Europe/London")
    app.register_blueprint(blueprint)
    own_names = {code: Locale.parse(code).get_display_name() or code for code in offered(app)}
    app.context_processor(lambda: {"languages": own_names, "locale": get_locale()})


def offered(app: Flask) -> tuple[str, ...]:
    """The codes of the languages that the council offers, English first."""
    languages: tuple[str, ...] = app.extensions["council"].languages
    return languages


def chosen() -> str:
    """The language of this request, as a locale: English is that of Britain, with its dates and clock."""
    languages = offered(current_app)
    kept = request.cookies.get(COOKIE)
    code = kept if kept in languages else request.accept_languages.best_match(languages) or languages[0]
    return "en_GB" if code == "en" else str(code)


@blueprint.post("/")
def choose() -> ResponseReturnValue:
    """Keeps the chosen language and goes back to the page that the person was on."""
    response = redirect(local_path(request.form.get("back", "/")), code=303)
    code = request.form.get("code", "")
    if code in offered(current_app):
        secure = bool(current_app.config["BEHIND_TLS"])
        response.set_cookie(COOKIE, code, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
