"""Headers on every response: what a browser may load, keep and tell."""

from urllib.parse import urlsplit

from flask import Flask, Response, request

YEAR = 31_536_000


def init_app(app: Flask) -> None:
    """Adds the headers; a view may say otherwise by setting one itself."""
    headers = {
        "Content-Security-Policy": content_security_policy(app.extensions["council"].exit_site),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    }
    if app.config["BEHIND_TLS"]:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"

    @app.after_request
    def add_headers(response: Response) -> Response:
        said = {name.lower() for name, _ in response.headers}
        response.headers.extend([(name, value) for name, value in headers.items() if name.lower() not in said])
        _say_how_long_to_keep(response)
        return response


def content_security_policy(exit_site: str) -> str:
    """Everything from this host and nothing inline. A form may also end at the exit site, by our own redirect."""
    address = urlsplit(exit_site)
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action 'self' {address.scheme}://{address.netloc}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ]
    )


def _say_how_long_to_keep(response: Response) -> None:
    """Pages are never kept; files are named by their content (`?v=…`) and may be kept for a year.

    Open data, which is the same for everybody, says itself that it is `public`.
    """
    if request.endpoint == "static" and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if "v" in request.args else "no-cache"
    elif not response.cache_control.public:
        response.headers["Cache-Control"] = "no-store"
