"""How templates are compiled and found: kept on disk for the next start, and told of what all of them may call."""

from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


def prepare(app: Flask, folder: Path) -> None:
    """Says where compiled templates are kept and how they are written; call it before the first of them is loaded."""
    folder.mkdir(exist_ok=True)
    app.jinja_environment = Templates
    app.jinja_options = {
        "bytecode_cache": CompiledTemplates(str(folder)),
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


class CompiledTemplates(FileSystemBytecodeCache):
    """A disk that takes nothing costs time, never a page: the page that says so is a template too."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled, if it can."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Templates(Environment):
    """The templates of an application, which say what all of them may call before the first of them is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary. Jinja's own chain of two is asked name by name, at every import of every page."""
        return {**self.globals, **(d or {})}
