"""`flask accounts …`: the register of staff, for whoever runs the service."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app

from app.accounts import register, second_factor
from app.accounts.domain import OF_THE_PUBLIC, Role, Staff
from app.accounts.register import NotPossible
from app.commands import CommandGroup
from app.councils.api import council

commands = CommandGroup("accounts", help="Who of the council's staff may sign in.")

EVERY_ROLE_OF_STAFF = tuple(role for role in Role if role not in OF_THE_PUBLIC)
ROLES = click.Choice([role.value for role in Role])


@commands.command()
@click.argument("email")
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--role", "roles", type=ROLES, required=True, multiple=True, help="May be given several times.")
def create(email: str, name: str, roles: tuple[str, ...]) -> None:
    """Opens an account and prints its one-time password, which is shown this once and works for 7 days."""
    with _said_plainly():
        click.echo(register.open_account(email, name, tuple(map(Role, roles))))


@commands.command("first-staff")
def first_staff() -> None:
    """Opens an account with every role of staff when no member of staff has one, so that a new service can be tried."""
    if not register.nobody_works_here():
        return
    email = f"officer@{council().email.rpartition('@')[2]}"
    with _said_plainly():
        password = register.open_account(email, "Sample Officer", EVERY_ROLE_OF_STAFF, only_if_first=True)
    if password is not None:
        click.echo(f"Staff sign in at {current_app.config['PUBLIC_URL']}/staff/sign-in")
        click.echo(f"E-mail address: {email}")
        click.echo(f"One-time password, shown only now: {password}")


@commands.command("list")
def show() -> None:
    """Prints one line an account: e-mail address, roles, name, and whether it is open."""
    for staff in register.everybody():
        click.echo(f"{staff.email}\t{' '.join(sorted(staff.roles))}\t{staff.name}\t{_standing(staff)}")


@commands.command()
@click.argument("email")
def reset(email: str) -> None:
    """Prints a new one-time password for somebody who lost theirs or their second factor.

    They set up a new second factor when they have signed in, and are signed out everywhere until then.
    """
    with _said_plainly():
        click.echo(register.reset(email))


@commands.command()
@click.argument("email")
def disable(email: str) -> None:
    """Closes the account of somebody who left, and signs them out everywhere at once."""
    with _said_plainly():
        register.disable(email)


@commands.command()
@click.argument("email")
def enable(email: str) -> None:
    """Opens a closed account again and prints its new one-time password."""
    with _said_plainly():
        click.echo(register.enable(email))


@commands.command()
@click.argument("key", nargs=-1, required=True)
def code(key: tuple[str, ...]) -> None:
    """Prints the code that an app which holds KEY shows now: to try the service out without such an app."""
    try:
        click.echo(second_factor.code_now("".join(key)))
    except ValueError:
        click.echo("KEY: not like the key that the page of the second step shows", err=True)
        sys.exit(2)


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except NotPossible as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def _standing(staff: Staff) -> str:
    if staff.disabled:
        return "closed"
    return "one-time password not used yet" if staff.must_change_password else "open"
