"""Settings, read once at start-up. Each has a default that is safe on one machine; a wrong one stops the start."""

import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_SECRET = 32
NOTIFY = "https://api.notifications.service.gov.uk"
_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_NOTIFY_KEY = re.compile(f"[ -~]+-{_ID}-{_ID}")


class WrongSetting(Exception):
    """A setting that the service cannot start with; the message is one clear line."""


@dataclass(frozen=True)
class Config:
    """What differs between one installation and the next. `docs/settings.md` explains each."""

    DATA_DIR: Path
    DATABASE_URL: str
    COUNCIL: Path
    PUBLIC_URL: str
    MAIL_URL: str
    MAIL_FROM: str
    TEXT_URL: str
    LETTER_URL: str
    NOTIFY_URL: str
    NOTIFY_API_KEY: str = field(repr=False)
    NOTIFY_TEXT_TEMPLATE: str
    NOTIFY_LETTER_TEMPLATE: str
    CASE_SYSTEM_URL: str
    CASE_SYSTEM_SECRET: str = field(repr=False)
    CASE_SYSTEM_PRIVATE: bool
    SECRET_KEY: str = field(repr=False)
    ENCRYPTION_KEYS: tuple[str, ...] = field(repr=False)
    MAP_TILES: str = ""
    MAP_CREDIT: str = ""
    TRUSTED_PROXIES: int = 0
    OIDC_ISSUER: str = ""
    OIDC_CLIENT_ID: str = ""
    OIDC_CLIENT_SECRET: str = field(default="", repr=False)
    OIDC_SECOND_STEP: str = "amr"
    SPECIMEN: bool = False

    @property
    def behind_tls(self) -> bool:
        """Whether browsers reach us by https, so that cookies may be `__Host-` and Secure."""
        return self.PUBLIC_URL.startswith("https://")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Config":
        """Reads the settings and makes DATA_DIR with its keys on the first start. Raises WrongSetting."""
        data_dir = _data_dir(environ.get("DATA_DIR", "var"))
        return cls(
            DATA_DIR=data_dir,
            DATABASE_URL=_database(environ.get("DATABASE_URL", ""), data_dir),
            COUNCIL=_council(environ.get("COUNCIL", "sample")),
            PUBLIC_URL=_web_address("PUBLIC_URL", environ.get("PUBLIC_URL", "http://127.0.0.1:8000")),
            MAIL_URL=_mail(environ.get("MAIL_URL", "") or f"folder:{data_dir / 'mail'}"),
            MAIL_FROM=environ.get("MAIL_FROM", "careway@council.example.org"),
            TEXT_URL=_folder("TEXT_URL", environ.get("TEXT_URL", "") or f"folder:{data_dir / 'texts'}"),
            LETTER_URL=_folder("LETTER_URL", environ.get("LETTER_URL", "") or f"folder:{data_dir / 'letters'}"),
            NOTIFY_URL=_safe_address("NOTIFY_URL", environ.get("NOTIFY_URL", "") or NOTIFY),
            **_notify(environ),
            CASE_SYSTEM_URL=_case_system(environ),
            CASE_SYSTEM_SECRET=environ.get("CASE_SYSTEM_SECRET", ""),
            CASE_SYSTEM_PRIVATE=environ.get("CASE_SYSTEM_PRIVATE", "") == "1",
            SECRET_KEY=environ.get("SECRET_KEY") or _kept(data_dir / "keys" / "secret", secrets.token_urlsafe),
            ENCRYPTION_KEYS=_keys(environ.get("ENCRYPTION_KEYS", ""), data_dir / "keys" / "encryption"),
            **_map(environ),
            TRUSTED_PROXIES=_proxies(environ),
            **_single_sign_on(environ),
            SPECIMEN=environ.get("SPECIMEN", "") == "1",
        )


def _single_sign_on(environ: Mapping[str, str]) -> dict[str, str]:
    """The council's own sign-in; all of it, or none."""
    issuer = environ.get("OIDC_ISSUER", "")
    if not issuer:
        return {}
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        if not environ.get(name):
            raise WrongSetting(f"{name}: OIDC_ISSUER is set, so this is wanted too")
    second_step = environ.get("OIDC_SECOND_STEP", "amr")
    if second_step not in {"amr", "provider"}:
        raise WrongSetting("OIDC_SECOND_STEP: must be amr or provider")
    return {
        "OIDC_ISSUER": _safe_address("OIDC_ISSUER", issuer),
        "OIDC_CLIENT_ID": environ["OIDC_CLIENT_ID"],
        "OIDC_CLIENT_SECRET": environ["OIDC_CLIENT_SECRET"],
        "OIDC_SECOND_STEP": second_step,
    }


def _data_dir(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        (path / "keys").mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise WrongSetting(f"DATA_DIR: cannot write to {path} ({error.strerror})") from error
    return path


def _database(text: str, data_dir: Path) -> str:
    if not text:
        return f"sqlite:///{data_dir / 'careway.sqlite'}"
    if text.startswith("postgresql://"):
        return text.replace("postgresql://", "postgresql+psycopg://", 1)
    if text.startswith(("sqlite:///", "postgresql+psycopg://")):
        return text
    raise WrongSetting("DATABASE_URL: must start with sqlite:/// or postgresql://")


def _council(text: str) -> Path:
    path = Path(text) if text.endswith(".toml") else ROOT / "directory_data" / "councils" / f"{text}.toml"
    if not path.is_file():
        raise WrongSetting(f"COUNCIL: there is no file {path}")
    return path


def _web_address(name: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise WrongSetting(f"{name}: must be like https://care.example.gov.uk, without a path")
    return text.rstrip("/")


def _mail(text: str) -> str:
    if urlsplit(text).scheme not in {"folder", "smtp", "smtps"}:
        raise WrongSetting("MAIL_URL: must start with folder:, smtp:// or smtps://")
    return text


def _folder(name: str, text: str) -> str:
    if urlsplit(text).scheme != "folder":
        raise WrongSetting(f"{name}: must start with folder:")
    return text


def _safe_address(name: str, text: str) -> str:
    """An address that secrets and personal data may go to: by TLS, or on this machine."""
    address = _web_address(name, text)
    if urlsplit(address).scheme != "https" and urlsplit(address).hostname not in LOOPBACK:
        raise WrongSetting(f"{name}: must start with https://")
    return address


def _case_system(environ: Mapping[str, str]) -> str:
    """Where the council's case system takes notices, if anywhere, signed by a secret that nobody guesses."""
    text = environ.get("CASE_SYSTEM_URL", "")
    if not text:
        return ""
    parts = urlsplit(text)
    local = parts.hostname in LOOPBACK
    if (
        not parts.hostname
        or parts.username
        or parts.query
        or parts.scheme not in ({"http", "https"} if local else {"https"})
    ):
        raise WrongSetting("CASE_SYSTEM_URL: must be like https://cases.example.gov.uk/careway")
    if len(environ.get("CASE_SYSTEM_SECRET", "")) < SHORTEST_SECRET:
        raise WrongSetting(f"CASE_SYSTEM_SECRET: needs {SHORTEST_SECRET} characters or more, with CASE_SYSTEM_URL")
    return text


def _notify(environ: Mapping[str, str]) -> dict[str, str]:
    """The key of the council's service at GOV.UK Notify, and its templates: each with a key, and a key with one."""
    key = environ.get("NOTIFY_API_KEY", "")
    templates = {name: environ.get(name, "") for name in ("NOTIFY_TEXT_TEMPLATE", "NOTIFY_LETTER_TEMPLATE")}
    if key and not _NOTIFY_KEY.fullmatch(key):
        raise WrongSetting("NOTIFY_API_KEY: must be a name and two ids, joined by dashes, as Notify shows it once")
    if bool(key) is not any(templates.values()):
        raise WrongSetting("NOTIFY_API_KEY: goes with NOTIFY_TEXT_TEMPLATE, NOTIFY_LETTER_TEMPLATE or both")
    for name, template in templates.items():
        if template and not re.fullmatch(_ID, template):
            raise WrongSetting(f"{name}: must be the id of a template at Notify")
    return {"NOTIFY_API_KEY": key, **templates}


def _map(environ: Mapping[str, str]) -> dict[str, str]:
    """Where the pictures of a map are on this host, and whose they are. No page asks another host for anything."""
    tiles, credit = environ.get("MAP_TILES", ""), environ.get("MAP_CREDIT", "").strip()
    path = re.sub(r"\{[zxy]\}", "0", tiles)
    each_once = all(tiles.count(part) == 1 for part in ("{z}", "{x}", "{y}"))
    if tiles and not (each_once and re.fullmatch(r"/[A-Za-z0-9_-][A-Za-z0-9._/-]*", path)):
        raise WrongSetting("MAP_TILES: must be a path on this host like /tiles/{z}/{x}/{y}.png")
    if bool(tiles) is not bool(credit):
        raise WrongSetting("MAP_CREDIT: goes with MAP_TILES, and says whose map it is")
    return {"MAP_TILES": tiles, "MAP_CREDIT": credit}


def _proxies(environ: Mapping[str, str]) -> int:
    """How many proxies stand in front. With TLS there is one: without its word all visitors share one address."""
    text = environ.get("TRUSTED_PROXIES", "0")
    if not text.isdecimal():
        raise WrongSetting(f"TRUSTED_PROXIES: must be a whole number, not {text!r}")
    if text == "0" and environ.get("PUBLIC_URL", "").startswith("https://"):
        raise WrongSetting("TRUSTED_PROXIES: PUBLIC_URL is https, so a proxy stands in front; say how many (1)")
    return int(text)


def _keys(text: str, file: Path) -> tuple[str, ...]:
    """Encryption keys, newest first: the first one encrypts, all of them decrypt."""
    keys = tuple((text or _kept(file, lambda: Fernet.generate_key().decode())).split())
    for key in keys:
        try:
            Fernet(key)
        except ValueError as error:
            raise WrongSetting("ENCRYPTION_KEYS: each must be 32 bytes in url-safe base64") from error
    if not keys:
        raise WrongSetting("ENCRYPTION_KEYS: there is none")
    return keys


def _kept(file: Path, new: Callable[[], str]) -> str:
    """A secret of this installation: made on the first start, readable by the owner alone, then kept.

    Linked into place from a private file, so that of several processes starting at once one wins and all read the same.
    """
    if not file.exists():
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(new(), encoding="ascii")
        with suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text(encoding="ascii").strip()
