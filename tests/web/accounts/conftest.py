"""Passwords that are hashed in a moment: these tests sign in hundreds of times."""

import pytest
from argon2 import PasswordHasher

from app.accounts import hashing


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with the least work; `tests/pure/accounts` tests the one that is used."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(hashing, "_hasher", quick)
    monkeypatch.setattr(hashing, "HASH_OF_NOTHING", quick.hash("nothing"))
