"""Forms that lose nothing: when a form cannot be taken, what was typed goes back to the person, ready to send again."""

from urllib.parse import urlsplit

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge

csrf = CSRFProtect()

Typed = tuple[tuple[str, str], ...]


def init_app(app: Flask) -> None:
    """Every form carries a token; one that is old or missing is not taken, and not lost."""
    csrf.init_app(app)
    app.register_error_handler(CSRFError, _old_token)


def what_was_typed() -> Typed:
    """The fields of the form in this request, in their order, except the token and anything secret."""
    if request.method != "POST" or not sent_from_our_own_page():
        return ()
    try:
        fields = request.form.items(multi=True)
    except RequestEntityTooLarge:
        return ()
    return tuple((name, value) for name, value in fields if name != "csrf_token" and "password" not in name)


def sent_from_our_own_page() -> bool:
    """Whether the browser says that the form stood on a page of ours.

    Only then is it offered again with a fresh token: another site's forged form must not become one press away.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.host


def _old_token(_: CSRFError) -> ResponseReturnValue:
    return render_template("errors/send_again.html", typed=what_was_typed()), 400
