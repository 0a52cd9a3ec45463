"""Error pages. The one place where a refusal becomes an HTTP status; every page says what to do and whom to ring."""

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from app.web.resend import what_was_typed

log = logging.getLogger(__name__)


class NotFound(Exception):
    """Nothing by that name is visible to this person. Also said when it is there but not for them."""


class TooMany(Exception):
    """Somebody has tried too often; `minutes` from now they may try again."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


def init_app(app: Flask) -> None:
    """Registers the error pages."""
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(HTTPException, _other_refusal)
    app.register_error_handler(DBAPIError, _not_saved)
    app.register_error_handler(OSError, _not_saved)
    app.register_error_handler(Exception, _our_fault)


def _not_found(_: Exception) -> ResponseReturnValue:
    return render_template("errors/not_found.html"), 404


def _too_many(error: TooMany) -> ResponseReturnValue:
    return render_template("errors/too_many.html", minutes=error.minutes), 429, {"Retry-After": str(error.minutes * 60)}


def _other_refusal(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    return render_template("errors/refused.html", code=code), code


def _not_saved(error: Exception) -> ResponseReturnValue:
    """The store did not take it: a full disk, a lost connection. What was typed goes back to the person.

    Whoever only reads is not told that nothing was sent: they wanted to send nothing.
    """
    log_without_values(error)
    page = "errors/not_saved.html" if request.method == "POST" else "errors/our_fault.html"
    return render_template(page, typed=what_was_typed()), 503, {"Retry-After": "60"}


def _our_fault(error: Exception) -> ResponseReturnValue:
    log_without_values(error)
    return render_template("errors/our_fault.html", typed=what_was_typed()), 500


def log_without_values(error: Exception) -> None:
    """Where it happened and what kind it was, but no message: messages of a database quote what people wrote."""
    frames = []
    step = error.__traceback__
    while step is not None:
        frames.append(f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}")
        step = step.tb_next
    cause = getattr(error, "orig", None)
    kind = type(error).__name__ + (f" ({type(cause).__name__})" if cause is not None else "")
    log.error("%s in %s %s at %s", kind, request.method, request.endpoint, " < ".join(reversed(frames[-6:])))
