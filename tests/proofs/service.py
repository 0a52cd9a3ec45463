"""The service as it is really served: gunicorn with its own settings, on a port of its own, that can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from flask import Flask

from app.config import ROOT, Config
from app.factory import create_app
from tests.proofs.promises import say

SECONDS_TO_WAIT = 60
CLOCK_OF_A_PROCESS = 2  # CPUCLOCK_SCHED, by which clock_getcpuclockid(3) names the clock of another process
MOST_OF_A_LOG = 3000
AS_SHIPPED = "wsgi:application"


class NotReady(RuntimeError):
    """The service did not come up; the message ends with what it logged."""


@dataclass
class Service:
    """A service with a folder of its own. `application` names what gunicorn loads."""

    data_dir: Path
    settings: dict[str, str] = field(default_factory=dict)
    workers: int = 2
    application: str = AS_SHIPPED
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    @property
    def environment(self) -> dict[str, str]:
        """The settings that every process of this service gets, and nothing else."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATA_DIR": str(self.data_dir),
            "PORT": str(self.port),
            "WEB_WORKERS": str(self.workers),
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            **self.settings,
        }

    @property
    def log(self) -> Path:
        """What the service wrote to standard error, all its lives in one file. Beside its data, not among them."""
        return self.data_dir.with_name(f"{self.data_dir.name}.log")

    def flask(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs one of the commands of this service."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)

    def app(self) -> Flask:
        """The same application on the same data, in this process, to look into the store with."""
        return create_app(Config.from_environment(self.environment))

    def start(self) -> float:
        """Starts it and waits for the first page; says how many seconds that took."""
        began = time.monotonic()
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", self.application]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() - began > SECONDS_TO_WAIT:
                self.kill()
                raise NotReady(self.log.read_text(errors="replace")[-MOST_OF_A_LOG:])
            time.sleep(0.02)
        return time.monotonic() - began

    def kill(self) -> None:
        """Kills the master and all its workers in one stroke, and waits until they are gone."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def processor_seconds(self) -> float:
        """How long its workers have kept the processor busy, whatever else the machine does. On Linux alone."""
        assert self._process is not None
        master = self._process.pid
        workers = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
        return sum(time.clock_gettime(((~int(worker)) << 3) | CLOCK_OF_A_PROCESS) for worker in workers)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_WAIT)
        try:
            connection.request("GET", "/council/ask")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def served(service: Service) -> Iterator[Service]:
    """The service with its tables made, serving until the block ends."""
    made = service.flask("db", "upgrade")
    if made.returncode:
        raise NotReady(made.stderr)
    service.start()
    try:
        yield service
    except Exception:
        say(service.log.read_text(errors="replace")[-MOST_OF_A_LOG:])
        raise
    finally:
        service.kill()
