"""On PostgreSQL the service's own role cannot change what is on record, and can do all else that it has to."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from app.config import ROOT
from tests import postgres, sending
from tests.staff import member_of_staff, signed_in


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.running() as address:
        yield address


@pytest.fixture
def app(make_app: Callable[..., Flask], server: str) -> Flask:
    """The service as the role that it is to have, on a database that its owner made."""
    owner = make_app(DATABASE_URL=server)
    assert owner.test_cli_runner().invoke(args=["db", "upgrade"]).exit_code == 0
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if not connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = 'careway'")).scalar():
            connection.exec_driver_sql("CREATE ROLE careway LOGIN")
        connection.exec_driver_sql((ROOT / "deploy" / "postgresql-rights.sql").read_text(encoding="utf-8"))
    engine.dispose()
    same = make_url(server).set(username="careway").render_as_string(hide_password=False)
    app = make_app(DATABASE_URL=same)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_events SET actor = 'staff:9'",
        "DELETE FROM audit_events",
        "TRUNCATE audit_events",
        "DELETE FROM audit_head",
        "ALTER TABLE audit_events DROP COLUMN actor",
        "DROP TABLE audit_events",
    ],
)
def test_the_service_cannot_change_what_is_on_record(app: Flask, tampering: str) -> None:
    engine = app.extensions["engine"]
    with pytest.raises(ProgrammingError, match="permission denied|must be owner"), engine.begin() as connection:
        connection.execute(text(tampering))


def test_the_service_can_do_its_work(app: Flask) -> None:
    resident = app.test_client()
    sending.ask(resident)
    sending.send(resident)
    staff = signed_in(app, member_of_staff(app))
    assert staff.get("/staff/account/").status_code == 200
    assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0
    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0
