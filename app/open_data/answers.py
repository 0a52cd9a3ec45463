"""How the open data answers: JSON or lines of it, with a tag to ask by whether it has changed, for any site to read."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, request, stream_with_context
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from app.open_data.domain import LICENCE_ADDRESS, Shape, Sheet, Wrong
from app.web.addresses import public_address
from app.web.errors import NotFound, log_without_values

PREFIX = "/api/oruk"
METHODS = "GET, HEAD, OPTIONS"
# Whoever keeps a copy asks each time whether it still holds; that costs them no body.
KEEP = "public, no-cache"
_CODE = sha256(b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()


def init_app(app: Flask) -> None:
    """Answers programs as programs, also where no view is found or the method is wrong."""

    @app.before_request
    def refuse_in_json() -> Response | None:
        wrong = request.routing_exception
        if wrong is None or not f"{request.path}/".startswith(f"{PREFIX}/") or (wrong.code or 0) < 400:
            return None
        return open_to_all(_refused(wrong))


def init_blueprint(blueprint: Blueprint) -> None:
    """Every answer of these views may be read by any site; every refusal is JSON."""
    blueprint.after_request(open_to_all)
    blueprint.register_error_handler(Wrong, _wrong)
    blueprint.register_error_handler(NotFound, _not_found)
    blueprint.register_error_handler(HTTPException, _refused)
    blueprint.register_error_handler(DBAPIError, _our_fault)
    blueprint.register_error_handler(Exception, _our_fault)


def open_to_all(response: Response) -> Response:
    """Lets scripts of any site read the answer, and says under which licence."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.add("Link", f'<{LICENCE_ADDRESS}>; rel="license"')
    if request.method == "OPTIONS":
        response.status_code = 204
        del response.headers["Content-Type"]
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


def whole(shape: object) -> Response:
    """A JSON answer, or only that what the program holds is still right."""
    response = Response(_json(shape), mimetype="application/json")
    response.headers["Cache-Control"] = KEEP
    response.add_etag()
    response.make_conditional(request)
    return response


def lines(shapes: Iterable[Shape], version: str) -> Response:
    """One JSON object a line, sent as they are made. The tag is that of the directory, which is known before them."""

    def written() -> Iterator[str]:
        for shape in shapes:
            yield _json(shape) + "\n"

    response = Response(stream_with_context(written()), mimetype="application/x-ndjson")
    response.headers["Cache-Control"] = KEEP
    response.set_etag(tag_of(version, request.full_path), weak=True)
    response.make_conditional(request)
    return response


def tag_of(*parts: str) -> str:
    """A tag for what is the same as long as these parts, and the code that writes it, are."""
    return sha256("\0".join((_CODE, *parts)).encode()).hexdigest()[:32]


def with_pages(response: Response, sheet: Sheet, total: int) -> Response:
    """Adds where the other pages of a list are."""
    last = sheet.last_number(total)
    pages = {"first": 1, "prev": sheet.number - 1, "next": sheet.number + 1, "last": last}
    for rel, number in pages.items():
        if 1 <= number <= last:
            response.headers.add("Link", f'<{_page(number)}>; rel="{rel}"')
    return response


def _page(number: int) -> str:
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return public_address(f"{request.path}?{urlencode([*asked, ('page', str(number))])}")


def problem(status: int, detail: str, **more: object) -> Response:
    """What is wrong, after RFC 9457."""
    title = HTTPStatus(status).phrase
    body = _json({"type": "about:blank", "title": title, "status": status, "detail": detail, **more})
    return Response(body, status=status, mimetype="application/problem+json")


def not_yet(minutes: int) -> Response:
    """What is asked for is being made."""
    response = problem(503, f"The files are being made after a change. Please come back in {minutes} minutes.")
    response.headers["Retry-After"] = str(minutes * 60)
    return response


def _wrong(error: Wrong) -> Response:
    return problem(400, f"{error.parameter}: {error.detail}", parameter=error.parameter)


def _not_found(_: NotFound) -> Response:
    return problem(404, "There is nothing by this id that everybody may see. It may have been withdrawn.")


def _refused(error: HTTPException) -> Response:
    code = error.code or 500
    details = {404: "There is nothing at this address.", 405: f"This API only answers {METHODS}."}
    response = problem(code, details.get(code) or error.description or HTTPStatus(code).phrase)
    if code == 405:
        response.headers["Allow"] = METHODS
    return response


def _our_fault(error: Exception) -> Response:
    log_without_values(error)
    return problem(500, "Something went wrong here. Please try again later.")


def _json(shape: object) -> str:
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))
