"""Text messages: what sends them, by the same port as e-mail; today a folder for trying the service out."""

from dataclasses import dataclass
from pathlib import Path

from app.messages.domain import Message
from app.messages.mailers import Mailer, NoServer


@dataclass(frozen=True)
class FolderTexter:
    """Writes text messages as files that their owner alone can read: the number, an empty line, the words."""

    folder: Path

    def send(self, message: Message) -> None:
        """Writes the file whole or not at all; the same message goes into the same file."""
        file = self.folder / f"{message.written:%Y%m%dT%H%M%S}-{message.id}.txt"
        draft = file.with_suffix(".part")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600)
            draft.write_text(f"{message.to}\n\n{message.body}\n", encoding="utf-8")
            draft.replace(file)
        except OSError as error:
            raise NoServer(type(error).__name__) from error


def texter_for(url: str) -> Mailer:
    """What sends texts as the setting TEXT_URL asks."""
    return FolderTexter(Path(url.removeprefix("folder:")))
