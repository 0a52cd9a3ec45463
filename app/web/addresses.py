"""Addresses that came from outside, made safe to follow, and addresses of ours for e-mails."""

from urllib.parse import urlsplit

from flask import Flask, current_app
from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """A number in an address, as far as our tables can hold one. A longer one names nothing, and breaks nothing."""

    regex = r"\d{1,9}"


def init_app(app: Flask) -> None:
    """Reads every `<int:…>` of an address so; call it before there are routes."""
    app.url_map.converters["int"] = Number


def local_path(text: str) -> str:
    """A path on this host, or the start page when the text would lead anywhere else."""
    plain = text.replace("\\", "/")
    parts = urlsplit(plain)
    ours = plain.startswith("/") and not plain.startswith("//") and not parts.scheme and not parts.netloc
    return plain if ours and plain.isprintable() else "/"


def public_address(path: str) -> str:
    """The whole address of a path, by the configured host and never by the one that a request claims."""
    return f"{current_app.config['PUBLIC_URL']}{path}"
