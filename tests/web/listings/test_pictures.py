"""Pictures of a listing: made anew, described, refused when they are none, and shown to nobody too early."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, ImageFile

from app.accounts.domain import Role
from app.listings.domain import Picture
from app.listings.public.pictures import MOST_BYTES, Refused, remade
from tests.own_listing import LAKESIDE, WALK, Keeper, keeper
from tests.staff import member_of_staff, signed_in


def _png(width: int, height: int) -> bytes:
    """A file that says that it is so large, and holds nearly nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def _jpeg(size: tuple[int, int] = (400, 200)) -> bytes:
    """A photograph that lies on its side and says where it was taken."""
    kept, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "17 Canary Street"
    Image.new("RGB", size, "teal").save(kept, "JPEG", exif=exif, comment=b"Canary")
    return kept.getvalue()


@pytest.mark.parametrize(
    "uploaded",
    [
        pytest.param(_png(30_000, 30_000), id="a bomb"),
        pytest.param(_png(5_000, 5_000), id="too many pixels"),
        pytest.param(_png(400, 400), id="cut off"),
        pytest.param(
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', id="a drawing that acts"
        ),
        pytest.param(b"GIF89a" + b"\0" * 50, id="a GIF"),
        pytest.param(b"%PDF-1.7", id="a PDF"),
        pytest.param(b"MZ" + b"\0" * 500, id="a program"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0" * (MOST_BYTES + 1), id="too many bytes"),
        pytest.param(_jpeg((20, 20)), id="a dot"),
    ],
)
def test_what_is_no_picture_of_a_fit_size_is_refused(uploaded: bytes) -> None:
    with pytest.raises(Refused):
        remade(uploaded)


def test_half_a_picture_is_refused_also_where_pdfs_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(Refused):
        remade(_png(400, 400))


def test_a_picture_is_made_anew_upright_and_without_what_it_told() -> None:
    made = remade(_jpeg())
    assert (made.width, made.height) == (200, 400)
    assert b"Canary" not in made.jpeg
    assert b"Exif" not in made.jpeg


def test_a_picture_needs_its_words_and_is_shown_once_it_was_approved(app: Flask, client: FlaskClient) -> None:
    bea = keeper(app)
    for file, words in ((_jpeg(), ""), (b"<svg/>", "The gate")):
        answer = bea.post("/upload", alt=words, picture=(BytesIO(file), "x.jpg"))
        assert answer.status_code == 422
        assert words in answer.text
    assert bea.post("/upload", alt="The gate", picture=(BytesIO(_jpeg()), "x.jpg")).status_code == 303
    address = f"/groups/pictures/{bea.draft().pictures[0].id}.jpg"
    assert client.get(address).status_code == 404
    assert bea.browser.get(address).mimetype == "image/jpeg"
    bea.publish()
    assert f'src="{address}" alt="The gate"' in client.get(f"/directory/service/community/{WALK.id}").text
    shown = client.get(address)
    assert (shown.status_code, shown.headers["X-Content-Type-Options"]) == (200, "nosniff")
    known = {"If-None-Match": shown.headers["ETag"]}
    assert (shown.cache_control.max_age, shown.cache_control.must_revalidate) == (60, True)
    assert client.get(address, headers=known).status_code == 304
    bea.take_down()
    assert client.get(address, headers=known).status_code == 404


def test_whoever_decides_about_a_page_sees_its_pictures(app: Flask) -> None:
    bea = keeper(app)
    bea.post("/upload", alt="The gate", picture=(BytesIO(_jpeg()), "x.jpg"))
    bea.send()
    moderator = signed_in(app, member_of_staff(app, "mo@example.org", Role.DIRECTORY_EDITOR))
    assert "2 to look at" in moderator.get("/staff/pages/").text  # the postcode, which is known to nobody here, too
    address = f"/groups/pictures/{bea.draft().pictures[0].id}.jpg"
    assert f'src="{address}" alt="The gate"' in moderator.get(f"/staff/pages/{bea.page_id}/").text
    assert moderator.get(address).status_code == 200


def test_nobody_can_show_a_picture_of_another_page(app: Flask) -> None:
    bea, other = keeper(app), keeper(app, email="other@example.org")
    bea.post("/upload", alt="The gate", picture=(BytesIO(_jpeg()), "x.jpg"))
    theirs = Keeper(app, other.staff, other.browser, other.page_id)
    stolen = (bea.draft().pictures[0], Picture(str(uuid4()), "None"), Picture("no id", "None"))
    theirs.write(replace(LAKESIDE, pictures=stolen))
    assert "/groups/pictures/" not in theirs.browser.get(f"{theirs.address}/preview/{WALK.id}").text
