"""What other rooms may ask of the press: a PDF of a page, whether there is a press at all, and a QR code."""

import ctypes
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import segno
from flask import current_app
from markupsafe import Markup

from app.config import ROOT
from app.printing.domain import NoPress, PressBusy, PressFailed
from app.printing.domain import Size as Size

SECONDS_TO_PRINT = 25
SECONDS_TO_QUEUE = 4
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

    One at a time on this machine, beside everything else that it does. Raises NoPress, PressBusy or PressFailed.
    """
    if not has_press():
        raise NoPress
    with _alone(current_app.config["DATA_DIR"] / "press.lock"):
        return _printed(html)


def qr_code(address: str, says: str) -> Markup:
    """The code of an address as a drawing for a page; `says` is what it is, for whoever listens."""
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
    """Holds the only place at the press. Raises PressBusy when it does not come free."""
    with lock.open("w") as held:
        until = time.monotonic() + SECONDS_TO_QUEUE
        while not _taken(held.fileno()):
            if time.monotonic() > until:
                raise PressBusy
            time.sleep(0.1)
        yield


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
