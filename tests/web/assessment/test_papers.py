"""What is printed: whole, in large print too, as tagged PDF in every language, and without the code."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.printing.domain import NoPress, PressBusy, PressFailed
from tests import walking

PAPERS = ("plan", "pack", "day")
WORDS = {"good": "I walk to the shop", "bad": "I stay in bed", "ask": "Who comes at night?", "there": "My sister"}
MATTERS = {"en": "Sunday lunch", "pl": "Zażółć gęślą jaźń", "ur": "اتوار کو باغ میں بیٹھنا"}


@pytest.fixture(autouse=True)
def time_to_print(monkeypatch):
    """A busy machine that runs many tests at once may take its time."""
    monkeypatch.setattr("app.printing.api.SECONDS_TO_PRINT", 200)


@pytest.fixture
def tag(client):
    """The tag of a finished form with things kept, whose pages the client may open."""
    return kept(client)


def kept(client, matters="Sunday lunch"):
    tag = walking.tag_in(walking.result(client, hygiene="cannot", nutrition="needs_help", matters=matters))
    client.post("/assessment/plan/suggested", data={"draft": tag})
    client.post("/assessment/day", data={"draft": tag, **WORDS})
    return tag


def pdf(client, tag, paper, size="ordinary"):
    return client.post(f"/assessment/paper/{paper}", data={"draft": tag, "size": size})


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_has_a_page_in_ordinary_and_in_large_print(client, tag, paper):
    ordinary, large = client.get(f"/assessment/paper/{paper}"), client.get(f"/assessment/paper/{paper}/large")
    assert f"/assessment/paper/{paper}/large" in ordinary.text
    assert "careway-on-paper--large" in large.text
    assert "careway-on-paper--large" not in ordinary.text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_says_whom_to_ring_and_how_to_come_back_but_not_the_code(client, app, tag, paper):
    code = client.get("/assessment/code").text.split("careway-code")[1].split("<strong>")[1].split("<")[0]
    page = client.get(f"/assessment/paper/{paper}").text
    paper_alone = page[page.index("<article") : page.index("</article>")]
    assert app.extensions["council"].telephone in paper_alone
    assert "/assessment/return" in paper_alone
    assert '<svg role="img"' in paper_alone
    assert code not in page


def test_an_information_pack_lists_its_contents_and_holds_rights_and_helplines(client, tag):
    page = client.get("/assessment/paper/pack").text
    for anchor in ("thing-1", "lines", "rights", "end"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert "0300 061 0614" in page


def test_the_page_for_an_assessment_is_made_from_the_answers_and_ones_own_words(client, tag):
    page = client.get("/assessment/paper/day").text
    for words in (*WORDS.values(), "Sunday lunch", "I cannot do this, or someone does it all for me"):
        assert words in page


def test_what_is_not_written_yet_has_lines_to_write_on(client):
    walking.result(client, hygiene="cannot")
    assert client.get("/assessment/paper/day").text.count("careway-paper__lines") == 4


def test_words_that_are_too_long_are_refused_beside_their_box_and_not_lost(client, tag):
    page = client.post("/assessment/day", data={"draft": tag, **WORDS, "bad": "x" * 2001})
    assert page.status_code == 422
    assert "too long" in page.text
    assert WORDS["good"] in page.text
    assert "x" * 2001 in page.text


@pytest.mark.parametrize(
    ("language", "paper", "size"), [("en", "plan", "large"), ("pl", "plan", "large"), ("ur", "day", "ordinary")]
)
def test_a_paper_is_a_tagged_pdf_in_the_persons_language(client, language, paper, size):
    client.set_cookie("language", language)
    answer = pdf(client, kept(client, MATTERS[language]), paper, size)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    made = PdfReader(BytesIO(answer.data))
    assert made.root_object["/MarkInfo"]["/Marked"]
    assert made.root_object["/Lang"].partition("-")[0] == language
    assert made.metadata.title
    text = "".join(page.extract_text() for page in made.pages)
    assert MATTERS[language] in text
    assert "01632 960001" in text


def test_large_print_is_eighteen_point(client, tag):
    sizes = []

    def note(text, _matrix, _text_matrix, _font, size):
        if text.strip():
            sizes.append(round(size * 0.75, 1))

    made = PdfReader(BytesIO(pdf(client, tag, "day", "large").data))
    made.pages[0].extract_text(visitor_text=note)
    assert sizes.count(18.0) > len(sizes) / 2


@pytest.mark.parametrize("trouble", [NoPress, PressBusy, PressFailed])
def test_when_there_is_no_pdf_the_page_says_so_and_leads_to_the_page_to_print(client, tag, monkeypatch, trouble):
    def fails(_):
        raise trouble

    monkeypatch.setattr("app.printing.api.pdf_of", fails)
    answer = pdf(client, tag, "plan")
    assert answer.status_code == 503
    assert "/assessment/paper/plan" in answer.text


def test_a_machine_without_a_press_says_in_one_line_that_there_is_no_pdf(client, tag, monkeypatch):
    monkeypatch.setattr("app.printing.api.has_press", lambda: False)
    page = client.get("/assessment/paper/plan").text
    assert "cannot make PDF files at the moment" in page
    assert "Save as a PDF" not in page


def test_nobody_can_keep_the_press_busy_for_ever(client, tag, monkeypatch):
    monkeypatch.setattr("app.printing.api.pdf_of", lambda _: b"%PDF")
    codes = [pdf(client, tag, "plan").status_code for _ in range(13)]
    assert codes == [200] * 12 + [429]


@pytest.mark.parametrize("address", ["/assessment/paper/letter", "/assessment/paper/plan/huge"])
def test_a_paper_or_a_size_that_there_is_not_is_not_found(client, tag, address):
    assert client.get(address).status_code == 404


def test_what_is_hard_for_a_carer_stands_apart_from_what_is_hard_for_the_person(client):
    walking.result(client, for_whom="both", hygiene="cannot", carer_carrying_on="struggling")
    page = client.get("/assessment/paper/day").text
    apart = page.index("For my own assessment as a carer")
    assert page.index("Washing") < apart < page.index("I am struggling")
    assert page.count("I am struggling") == 1
