"""Pictures as people upload them, made anew by us: without metadata, and no larger than a page needs.

The size is read from the header before a single pixel is decoded, so that a bomb costs nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MOST_BYTES = 8_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
SHOWN_AT_MOST = (1600, 1200)
SMALLEST = 80
QUALITY = 82
# A JPEG can be read at an eighth of its size; of the others every pixel has to be in memory.
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 13_000_000, "WEBP": 13_000_000}


class Refused(ValueError):
    """The file is not taken; the message says what to do."""


@dataclass(frozen=True)
class Remade:
    """A picture of our own making."""

    jpeg: bytes
    width: int
    height: int


def remade(uploaded: bytes) -> Remade:
    """The picture in a file that somebody uploaded. Raises Refused."""
    if len(uploaded) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Make the picture smaller, then try again")
    try:
        with _nothing_missing():
            return _remade(uploaded)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("This is not a picture that we can read. Choose a JPEG, PNG or WebP file") from error


@contextmanager
def _nothing_missing() -> Iterator[None]:
    """Lets Pillow fail on a file that was cut off. Whoever makes PDFs (WeasyPrint) tells it not to, for the process."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


_REDUCIBLE = {"RGB", "RGBA", "L", "LA", "CMYK"}
_TOO_LARGE = "The picture has too many pixels. Make it smaller, then try again"


def _remade(uploaded: bytes) -> Remade:
    with Image.open(BytesIO(uploaded), formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS[picture.format or ""]:
            raise Refused(_TOO_LARGE)
        if min(width, height) < SMALLEST:
            raise Refused(f"The picture is very small. Choose one that is at least {SMALLEST} pixels wide and high")
        picture.draft("RGB", SHOWN_AT_MOST)
        whole = picture if picture.mode in _REDUCIBLE else picture.convert("RGBA")
        upright = ImageOps.exif_transpose(whole.reduce(_times_too_large(whole)))
    upright.thumbnail(SHOWN_AT_MOST)
    clean = _on_white(upright)
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, progressive=True)
    return Remade(out.getvalue(), *clean.size)


def _times_too_large(picture: Image.Image) -> int:
    """How many pixels may be taken for one before the picture is made to fit: that is done quickly."""
    return max(1, max(side // most for side, most in zip(picture.size, SHOWN_AT_MOST, strict=True)))


def _on_white(picture: Image.Image) -> Image.Image:
    """The pixels alone, on white where they were clear: a new picture takes nothing else along."""
    clean = Image.new("RGB", picture.size, "white")
    whole = picture.convert("RGBA")
    clean.paste(whole, mask=whole.getchannel("A"))
    return clean
