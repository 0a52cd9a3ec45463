"""What other rooms may ask of the press: a PDF of a page, whether there is a press at all, and a QR code."""

import ctypes
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from flask import current_app
from markupsafe import Markup

from app.config import ROOT
from app.printing.domain import NoPress, PressBusy, PressFailed
from app.printing.domain import Size as Size

SECONDS_TO_PRINT = 25  # less than gunicorn gives a request
# What the press may know of where it runs: where programs and fonts are, and no key of ours.
PASSED_ON = ("PATH", "HOME", "LANG", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
PANGO = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll")


@cache
def has_press() -> bool:
    """Whether this machine can make a PDF: the libraries that set the letters are the system's own."""
    for name in PANGO:
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False


def pdf_of(html: str) -> bytes:
    """A whole page as tagged PDF: language, title and order are those of the page, which must hold all that it needs.

    One at a time on this machine, and nobody waits in a line, so that at most one of our processes is held up.
    Raises NoPress, PressBusy or PressFailed.
    """
    if not has_press():
        raise NoPress
    with _alone(current_app.config["DATA_DIR"] / "press.lock"):
        return _printed(html)


def qr_code(address: str, says: str) -> Markup:
    """The code of an address as a drawing for a page; `says` is what it is, for whoever listens."""
    import segno  # when one is drawn: it would slow every start

    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(border=4, svgclass="careway-qr", lineclass=None, title=says, omitsize=True)
    return Markup(drawing.replace("<svg ", '<svg role="img" focusable="false" ', 1))


def _printed(html: str) -> bytes:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.printing.press"],
            cwd=ROOT,
            env=kept,
            input=html.encode(),
            capture_output=True,
            timeout=SECONDS_TO_PRINT,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise PressFailed(type(error).__name__) from error
    return done.stdout


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Holds the only place at the press. Raises PressBusy when it is taken."""
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PressBusy from error
        yield
