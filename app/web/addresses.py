"""Addresses that came from outside, made safe to follow, and addresses of ours for e-mails."""

from urllib.parse import urlsplit

from flask import current_app


def local_path(text: str) -> str:
    """A path on this host, or the start page when the text would lead anywhere else."""
    plain = text.replace("\\", "/")
    parts = urlsplit(plain)
    ours = plain.startswith("/") and not plain.startswith("//") and not parts.scheme and not parts.netloc
    return plain if ours and plain.isprintable() else "/"


def public_address(path: str) -> str:
    """The whole address of a path, by the configured host and never by the one that a request claims."""
    return f"{current_app.config['PUBLIC_URL']}{path}"
