"""One application for a module of these tests, emptied before each: to make one takes longer than most of them."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.editors import emptied, keep_notices, made_once


@pytest.fixture(scope="module")
def _made(tmp_path_factory, new_database, compiled_templates) -> Iterator[Flask]:
    with made_once(tmp_path_factory.mktemp("notices"), new_database, compiled_templates) as app:
        yield app


@pytest.fixture
def app(_made: Flask) -> Flask:
    """An application that keeps notices, of which there are none."""
    emptied(_made)
    keep_notices(_made)
    return _made
