"""A good guest: not too fast, again when an answer failed, and not before the host is ready."""

from typing import Any

import pytest

from app.directory.importing.fetching import NotFetched
from app.directory.importing.pacing import Courteous, Pace

FAILED = NotFetched("answers 500", passing=True)
GONE = NotFetched("answers 404")


class Host:
    """Answers as it was told to, in turn, and then with its last answer for ever."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, address: str) -> Any:
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def guest(host: Host, slept: list[float], **pace: float) -> Courteous:
    return Courteous(host, Pace(**pace), slept.append)  # type: ignore[arg-type]


def test_an_answer_that_fails_for_a_moment_is_asked_for_again_a_little_later_each_time() -> None:
    slept: list[float] = []
    assert guest(Host(FAILED, FAILED, "here"), slept, between=0, again=1)("a") == "here"
    assert slept == [1, 4]


def test_after_three_tries_the_reason_is_passed_on() -> None:
    host = Host(FAILED)
    with pytest.raises(NotFetched, match="answers 500"):
        guest(host, [], between=0)("a")
    assert host.asked == 3


def test_what_will_not_pass_is_not_asked_for_again() -> None:
    host = Host(GONE)
    with pytest.raises(NotFetched, match="answers 404"):
        guest(host, [], between=0)("a")
    assert host.asked == 1


def test_whoever_asks_for_more_patience_than_we_have_is_left_alone() -> None:
    host, slept = Host(NotFetched("answers 429", passing=True, wait=31)), []
    with pytest.raises(NotFetched):
        guest(host, slept, between=0, longest=30)("a")
    assert (host.asked, slept) == (1, [])


def test_a_wait_that_the_host_asks_for_is_kept_by_everybody() -> None:
    slept: list[float] = []
    polite = guest(Host(NotFetched("answers 503", passing=True, wait=20), "here", "there"), slept, between=0)
    assert [polite("a"), polite("b")] == ["here", "there"]
    assert [round(seconds) for seconds in slept] == [20, 20]


def test_requests_begin_no_faster_than_the_pace() -> None:
    slept: list[float] = []
    polite = guest(Host("here"), slept, between=10)
    for _ in range(4):
        polite("a")
    assert [round(seconds) for seconds in slept] == [10, 20, 30]
