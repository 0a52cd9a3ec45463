"""What sends text messages and letters, as the settings ask: GOV.UK Notify, or folders."""

from flask import Config

from app.messages.domain import Channel
from app.messages.folders import FolderPress, FolderTexter, folder_of
from app.messages.mailers import Mailer
from app.messages.notify import Notify


def texter_for(settings: Config) -> Mailer:
    """What sends text messages."""
    template = settings["NOTIFY_TEXT_TEMPLATE"]
    return _notify(settings, Channel.TEXT, template) if template else FolderTexter(folder_of(settings["TEXT_URL"]))


def press_for(settings: Config) -> Mailer:
    """What sends letters."""
    template = settings["NOTIFY_LETTER_TEMPLATE"]
    return _notify(settings, Channel.LETTER, template) if template else FolderPress(folder_of(settings["LETTER_URL"]))


def _notify(settings: Config, channel: Channel, template: str) -> Notify:
    return Notify.at(settings["NOTIFY_URL"], settings["NOTIFY_API_KEY"], {channel: template})
