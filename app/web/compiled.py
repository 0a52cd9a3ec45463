"""Compiled templates, kept on disk so that the next start need not compile them again."""

from contextlib import suppress

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """A disk that takes nothing costs time, never a page: the page that says so is a template too."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled, if it can."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
