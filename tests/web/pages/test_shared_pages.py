import pytest

PAGES = [
    "/",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/assessment/",
    "/assessment/return",
    "/no-such-page",
    "/staff/sign-in",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_telephone_number_and_the_way_to_ask_for_an_assessment(client, app, path):
    page = client.get(path)
    assert app.extensions["council"].telephone in page.text
    assert 'href="/council/ask"' in page.text


def test_the_council_chooses_its_colour_without_a_build(client):
    style = client.get("/council.css")
    assert style.mimetype == "text/css"
    assert "--careway-brand:#0b5563" in style.text


def test_a_form_with_an_old_token_comes_back_with_what_was_typed(make_app):
    client = make_app().test_client()
    page = client.post(
        "/language/",
        data={"code": "en", "back": "/قلم", "csrf_token": "old"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert page.status_code == 400
    assert "/قلم" in page.text


def test_a_form_forged_by_another_site_is_not_offered_again(make_app):
    client = make_app().test_client()
    page = client.post("/language/", data={"code": "en", "back": "/x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 400
    assert "/x" not in page.text


@pytest.mark.parametrize(
    "address", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_way_back_never_leads_to_another_site(client, address):
    assert client.post("/language/", data={"code": "en", "back": address}).location == "/"


def test_the_first_page_asks_what_to_look_for_and_where(client):
    page = client.get("/").text
    form = page[page.index('action="/directory/"') : page.index("“I just help my mum”")]
    assert 'role="search"' in form
    assert 'name="q"' in form
    assert 'name="postcode"' in form
