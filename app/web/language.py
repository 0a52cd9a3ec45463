"""Which language a page is in: the person's choice, kept in a cookie, among those that the council offers."""

from functools import lru_cache

from babel import Locale
from babel.support import NullTranslations
from flask import Blueprint, Flask, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.web.addresses import local_path

COOKIE = "language"
IN_ENGLISH = ("/staff/", "/professionals/", "/your-pages/")
NOT_IN_ENGLISH = ("/your-pages/sign-in", "/your-pages/link/")  # people who look for help sign in here too
A_YEAR = 365 * 24 * 60 * 60

blueprint = Blueprint("language", __name__, url_prefix="/language")


def init_app(app: Flask) -> None:
    """Chooses a language for each request and tells the templates which there are."""
    sentences = _Sentences()
    Babel(app, locale_selector=chosen, default_timezone="Europe/London").domain_instance = sentences
    app.jinja_env.globals.update(_=sentences.said, gettext=sentences.said, ngettext=sentences.counted)
    app.register_blueprint(blueprint)
    own_names = {code: Locale.parse(code).get_display_name() or code for code in offered(app)}
    app.context_processor(
        lambda: {"languages": own_names, "locale": get_locale(), "in_english": _is_in_english(request.path)}
    )


def offered(app: Flask) -> tuple[str, ...]:
    """The codes of the languages that the council offers, English first."""
    languages: tuple[str, ...] = app.extensions["council"].languages
    return languages


def chosen() -> str:
    """The language of this request, as a locale: English is that of Britain, with its dates and clock.

    The pages of staff and of professionals are in English, whatever language the residents' have.
    """
    if _is_in_english(request.path):
        return "en_GB"
    languages = offered(current_app)
    kept = request.cookies.get(COOKIE)
    code = kept if kept in languages else _best_of(languages, request.headers.get("Accept-Language", ""))
    return "en_GB" if code == "en" else str(code)


def _is_in_english(path: str) -> bool:
    return path.startswith(IN_ENGLISH) and not path.startswith(NOT_IN_ENGLISH)


# Browsers send few different ones, and reading one takes longer than anything else here.
@lru_cache(maxsize=256)
def _best_of(languages: tuple[str, ...], wished: str) -> str:
    return parse_accept_header(wished, LanguageAccept).best_match(languages) or languages[0]


@blueprint.post("/")
def choose() -> ResponseReturnValue:
    """Keeps the chosen language and goes back to the page that the person was on."""
    response = redirect(local_path(request.form.get("back", "/")), code=303)
    code = request.form.get("code", "")
    if code in offered(current_app):
        secure = bool(current_app.config["BEHIND_TLS"])
        response.set_cookie(COOKIE, code, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


class _Sentences(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    """The sentences of an application, found once a request: a page asks for a hundred, and finding takes a while."""

    def get_translations(self) -> NullTranslations:
        """Kept where Flask-Babel looks after it, so that another language may be forced for an e-mail."""
        kept: NullTranslations | None = getattr(g.get("_flask_babel"), "babel_translations", None)
        if kept is None:
            kept = g._flask_babel.babel_translations = super().get_translations()
        return kept

    @pass_eval_context
    def said(self, template: EvalContext, text: str, /, **values: object) -> str:
        """What `_("…")` of a template says; on a page, a translation may hold markup and its values may not."""
        return _filled(template, self.get_translations().ugettext(text), values)

    @pass_eval_context
    def counted(self, template: EvalContext, one: str, many: str, num: int, /, **values: object) -> str:
        """The same for a sentence with a number."""
        return _filled(template, self.get_translations().ungettext(one, many, num), {"num": num, **values})


def _filled(template: EvalContext, words: str, values: dict[str, object]) -> str:
    words = Markup(words) if template.autoescape else words
    return words % values if values else words
