"""The composition root: the only module that knows every room."""

from pathlib import Path

from click import Command
from flask import Blueprint, Flask
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemBytecodeCache, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from app import db
from app.config import ROOT, Config
from app.councils import api as councils
from app.schema import cli as schema
from app.web import components, errors, headers, language, pages, resend, words

MOST_BYTES_OF_A_FORM = 1_000_000

ROOMS: tuple[Blueprint, ...] = ()
COMMANDS: tuple[Command, ...] = (schema.commands,)


def create_app(config: Config) -> Flask:
    """Builds the application, or refuses to start with one clear line."""
    app = Flask("app", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    _configure(app, config)
    councils.init_app(app)
    for shared in (db, language, resend, errors, headers, components, words, pages):
        shared.init_app(app)
    for blueprint in ROOMS:
        app.register_blueprint(blueprint)
    for commands in COMMANDS:
        app.cli.add_command(commands)
    return app


def _configure(app: Flask, config: Config) -> None:
    app.config.from_mapping({name: getattr(config, name) for name in config.__dataclass_fields__})
    app.config.update(
        BEHIND_TLS=config.behind_tls,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
        MAX_CONTENT_LENGTH=MOST_BYTES_OF_A_FORM,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES_OF_A_FORM,
        SESSION_COOKIE_NAME="__Host-session" if config.behind_tls else "session",
        SESSION_COOKIE_SECURE=config.behind_tls,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=12 * 60 * 60,
    )
    if config.TRUSTED_PROXIES:
        # Outside everything, so that all code sees the person's address and scheme rather than the proxy's.
        trusted = config.TRUSTED_PROXIES
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    _prepare_templates(app, config.DATA_DIR / "templates")


def _prepare_templates(app: Flask, compiled: Path) -> None:
    compiled.mkdir(exist_ok=True)
    app.jinja_options = {
        "undefined": ChainableUndefined,
        "bytecode_cache": FileSystemBytecodeCache(str(compiled)),
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.jinja_env.loader = ChoiceLoader(
        [
            app.jinja_env.loader or app.create_global_jinja_loader(),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
