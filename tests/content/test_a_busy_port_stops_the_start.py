"""`make run` says so when its port is in use, before it makes or changes anything."""

import os
import socket
import subprocess
from pathlib import Path

from app.config import ROOT


def test_a_port_in_use_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        settings = {"DATA_DIR": str(tmp_path / "var"), "PORT": str(port), "PATH": os.environ["PATH"]}
        run = subprocess.run([ROOT / "deploy" / "run"], env=settings, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr == f"Port {port} is in use. Choose another, for example: make run PORT={port + 1}\n"
    assert not (tmp_path / "var").exists()
