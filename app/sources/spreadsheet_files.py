"""Uploaded files on the disk: sealed while they wait, deleted as soon as nobody needs them."""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from flask import current_app

from app.db import keyring
from app.kernel.clock import now

FOLDER = "uploads"
SECONDS_TO_WRITE_IT_DOWN = 600


def keep(id: str, contents: Mapping[str, bytes]) -> None:
    """Keeps the files of an upload, in the order of their names' list. Nobody but the service can read them."""
    folder = _folder(id)
    folder.mkdir(parents=True, mode=0o700)
    for place, content in enumerate(contents.values()):
        (folder / str(place)).write_bytes(keyring().encrypt(content))


def contents(id: str, names: Collection[str]) -> dict[str, bytes]:
    """The files of an upload by their names. Raises FileNotFoundError when they are no longer there."""
    return {name: keyring().decrypt((_folder(id) / str(place)).read_bytes()) for place, name in enumerate(names)}


def delete(id: str) -> None:
    """Deletes the files of an upload."""
    shutil.rmtree(_folder(id), ignore_errors=True)


def delete_all_but(wanted: Collection[str]) -> None:
    """Deletes what no upload needs any more, also what a process left that ended in between.

    What has only just come is left alone: its upload may not be written down yet.
    """
    folder = Path(current_app.config["DATA_DIR"]) / FOLDER
    for kept in folder.iterdir() if folder.is_dir() else ():
        if kept.name not in wanted and kept.stat().st_mtime < now().timestamp() - SECONDS_TO_WRITE_IT_DOWN:
            shutil.rmtree(kept, ignore_errors=True)


def _folder(id: str) -> Path:
    return Path(current_app.config["DATA_DIR"]) / FOLDER / id
