"""The staff's navigation: each person sees the pages that they may open, and no other."""

import html5lib
import pytest
from flask import Flask

from app.accounts.domain import OF_THE_PUBLIC, Role
from app.accounts.second_factor import code_now
from app.navigation import NAVIGATION
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def links(page: str) -> dict[str, str]:
    """The navigation's links with their words."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = tree.iterfind(".//nav[@aria-label='Staff']//li/a")
    return {link.get("href"): "".join(link.itertext()) for link in found}


@pytest.mark.parametrize("role", sorted(set(Role) - OF_THE_PUBLIC))
def test_every_link_of_the_navigation_opens_for_whoever_sees_it(app: Flask, role: Role) -> None:
    client = signed_in(app, member_of_staff(app, "sam@example.org", role))
    todo, seen = {"/staff/"}, set()
    while todo:
        page = client.get(todo.pop())
        assert page.status_code == 200, page.request.path
        seen.add(page.request.path)
        todo |= links(page.text).keys() - seen


def test_nobody_sees_the_name_of_a_page_that_is_not_theirs(app: Flask) -> None:
    client = signed_in(app, member_of_staff(app, "sam@example.org", Role.DIRECTORY_EDITOR))
    assert "Accounts" not in links(client.get("/staff/problems/").text).values()


def test_only_the_group_that_somebody_is_in_shows_its_pages(app: Flask) -> None:
    client = signed_in(app, member_of_staff(app))
    here = links(client.get("/staff/problems/").text)
    assert "/staff/sources/" in here
    assert "/staff/lists/" not in here


@pytest.mark.parametrize("role", [Role.TRIAGE, Role.DIRECTORY_EDITOR, Role.PA])
def test_signing_in_leads_to_a_page_that_one_may_open(app: Flask, role: Role) -> None:
    member_of_staff(app, "sam@example.org", role, password=PASSWORD, second=SECRET)
    client = app.test_client()
    client.post("/staff/sign-in", data={"email": "sam@example.org", "password": PASSWORD})
    answer = client.post("/staff/sign-in/code", data={"code": code_now(SECRET)})
    assert client.get(answer.location).status_code == 200


def test_no_page_stands_in_two_groups() -> None:
    pages = [endpoint for group in NAVIGATION for endpoint, _ in group.pages]
    assert len(pages) == len(set(pages))
