"""Somebody of the public signs in by e-mail, in tests."""

import re

from flask import Flask
from flask.testing import FlaskClient

from app.accounts import api as accounts
from app.accounts.domain import Role, Staff
from app.db import transaction


def somebody(
    app: Flask, email: str = "dana@example.org", name: str = "Dana Wills", role: Role = Role.COMMUNITY_EDITOR
) -> Staff:
    """An account of the public."""
    with app.app_context(), transaction() as writing:
        return accounts.account_for(writing, email, name, role)


def asks(client: FlaskClient, email: str, goal: str = "", address: str = "192.0.2.1") -> int:
    """Asks for a link to sign in."""
    environ = {"REMOTE_ADDR": address}
    answer = client.post("/your-pages/sign-in", data={"email": email, "next": goal}, environ_overrides=environ)
    return answer.status_code


def letters(app: Flask) -> list[tuple[str, str]]:
    """To whom letters went, and what they say, once the worker has been round: to write them, and to send them."""
    for _ in range(2):
        assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0
    folder = app.config["DATA_DIR"] / "mail"
    found = [file.read_text() for file in sorted(folder.iterdir())] if folder.exists() else []
    return [(re.search(r"^To: (\S+)", letter, re.M)[1], letter.replace("=\n", "")) for letter in found]  # type: ignore[index]


def links(app: Flask, shape: str = r"/your-pages/link/\w+") -> list[str]:
    """The links in all letters, oldest first."""
    return [found[0] for _, words in letters(app) if (found := re.search(shape, words))]


def comes_in(app: Flask, client: FlaskClient, email: str, goal: str = "", name: str = "Dana Wills") -> str:
    """Signs a browser in, and gives where that leads."""
    assert asks(client, email, goal) == 303
    answer = client.post(links(app)[-1], data={"name": name})
    assert answer.status_code == 303
    return answer.location
