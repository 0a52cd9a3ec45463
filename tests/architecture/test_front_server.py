"""The server in front writes down no words that somebody searched for."""

import re
from pathlib import Path

import pytest

CONFIGURATION = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text(encoding="utf-8")
SERVERS = re.split(r"^server \{$", CONFIGURATION, flags=re.MULTILINE)[1:]


def test_both_servers_are_read() -> None:
    assert [re.findall(r"listen (\d+)", server) for server in SERVERS] == [["443"], ["80"]]


@pytest.mark.parametrize("server", SERVERS, ids=["443", "80"])
def test_each_server_keeps_searches_out_of_its_logs(server: str) -> None:
    assert re.search(r"^  access_log (off|\S+ careway);$", server, re.MULTILINE)
    assert re.search(r"^  error_log \S+ emerg;$", server, re.MULTILINE)


def test_the_format_of_the_log_has_the_path_and_nothing_behind_it() -> None:
    written = re.search(r"log_format careway '(.*)';", CONFIGURATION)
    assert written
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer)\b", written[1])
