"""An application that has the specimen pages, and components that can be called one by one."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask, get_template_attribute
from flask.testing import FlaskClient

from app.web import specimen

Render = Callable[..., Element]


@pytest.fixture
def look(app: Flask) -> FlaskClient:
    """A browser on the specimen pages."""
    app.register_blueprint(specimen.blueprint)
    return app.test_client()


@pytest.fixture
def render(app: Flask) -> Iterator[Render]:
    """Calls a component by its file and name, and reads what it wrote as strictly as a validator would."""

    def called(template: str, macro: str, *inputs: Any, **options: Any) -> Element:
        words = get_template_attribute(f"components/{template}.html", macro)(*inputs, **options)
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        page: Element = parser.parse(f"<!doctype html><title>-</title><body>{words}")
        return page

    with app.test_request_context():
        yield called
