"""Web addresses as the standard wants them: ASCII, and nothing in them that has to be escaped."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PATH = "/:@!$&'()*+,;=~%"


def uri(address: str | None) -> str | None:
    """The address by RFC 3986; None when it cannot be written so."""
    if not address:
        return None
    try:
        parts = urlsplit(_STRAY_PERCENT.sub("%25", address.strip()))
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[a-z0-9.-]+", host):
        return None
    query, fragment = (quote(part, safe=_PATH + "?") for part in (parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, quote(parts.path, safe=_PATH), query, fragment))
