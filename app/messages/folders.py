"""Folders that messages go into: for trying the service out, and for letters that the council prints itself."""

from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from flask import current_app

from app.config import ROOT
from app.messages.domain import Message
from app.messages.failures import NoServer

STYLES = ROOT / "templates" / "messages" / "letter.css"


@dataclass(frozen=True)
class FolderTexter:
    """Writes text messages as files that their owner alone can read: the number, an empty line, the words."""

    folder: Path

    def send(self, message: Message) -> None:
        """Writes the file."""
        write(self.folder, message, "txt", f"{message.to}\n\n{message.body}\n".encode())


@dataclass(frozen=True)
class FolderPress:
    """Writes letters as pages to print on A4, the address where the window of an envelope is."""

    folder: Path

    def send(self, message: Message) -> None:
        """Writes the file."""
        page = current_app.jinja_env.get_template("messages/letter.html").render(
            council=current_app.extensions["council"],
            address_lines=message.to.splitlines(),
            heading=message.body.partition("\n")[0],
            paragraphs=message.body.split("\n\n"),
            language=message.language,
            direction=Locale.parse(message.language).text_direction,
            styles=STYLES.read_text(encoding="utf-8"),
        )
        write(self.folder, message, "html", page.encode())


def folder_of(url: str) -> Path:
    """The folder that a setting like "folder:/path" names."""
    return Path(url.removeprefix("folder:"))


def write(folder: Path, message: Message, ending: str, content: bytes) -> None:
    """Writes a message's file whole or not at all, for its owner alone; the same message goes into the same file."""
    file = folder / f"{message.written:%Y%m%dT%H%M%S}-{message.id}.{ending}"
    draft = file.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        raise NoServer(type(error).__name__) from error
