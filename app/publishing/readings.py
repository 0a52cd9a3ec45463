"""The ways in which somebody reads a text: as it looks, with spelled words closed up, with figures said in words.

Whatever is found in one of these is quoted as it stands in what the writer sees, so that they find it again.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What was found."""

    SURNAME = "surname"
    EMAIL = "email"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    ACCOUNT_ELSEWHERE = "account-elsewhere"
    LINK = "link"
    NATIONAL_INSURANCE = "national-insurance"
    NHS_NUMBER = "nhs-number"
    DATE_OF_BIRTH = "date-of-birth"
    BANK_DETAILS = "bank-details"
    CURE = "cure"


@dataclass(frozen=True)
class Found:
    """Something that was found, as it stands in the text that was looked at (see `plain`)."""

    what: What
    text: str


@dataclass(frozen=True)
class Reading:
    """One way to read a text. `at` are the places in `seen` at which each character of `text` was read."""

    text: str
    seen: str
    at: tuple[int, ...] | range

    def quoted(self, start: int, end: int) -> str:
        """What stands in the text itself where this reading has these characters."""
        return self.seen[self.at[start] : self.at[end - 1] + 1].strip()


@dataclass(frozen=True)
class Run:
    """Figures one after the other, as they are dialled. `groups` are as they stand; `said` if some stand as words."""

    figures: str
    groups: tuple[str, ...]
    said: bool
    text: str


def plain(text: str) -> str:
    """The text as a reader sees it: one form of each letter and figure, nothing invisible between them."""
    folded = unicodedata.normalize("NFKC", text)
    kept = "".join(" " if character.isspace() else _figure(character) for character in folded if _shows(character))
    return kept.translate(_DASHES)


def as_it_looks(text: str) -> Reading:
    """The text with one letter for all that look like it: a Cyrillic "а", an "á" and a small capital are an "a"."""
    seen = plain(text)
    return Reading("".join(map(_looks, seen)), seen, range(len(seen)))


def readings_of(text: str) -> tuple[Reading, Reading]:
    """The text as it looks, and with spelled words closed up."""
    looked_at = as_it_looks(text)
    return looked_at, closed_up(looked_at)


def closed_up(looked_at: Reading) -> Reading:
    """What is spelled letter by letter as one word: "j o @ h e r e", "w-h-a-t-s-a-p-p"."""
    kept = [True] * len(looked_at.text)
    for spelled in _SPELLED.finditer(looked_at.text):
        for place in range(spelled.start() + 1, spelled.end() - 1):
            kept[place] = looked_at.text[place] not in _BETWEEN
    places = tuple(looked_at.at[place] for place, keep in enumerate(kept) if keep)
    return Reading("".join(looked_at.text[place] for place in places), looked_at.seen, places)


def runs_of_figures(looked_at: Reading) -> Iterator[Run]:
    """Every row of figures, in figures or in words, with nothing between them but signs and words such as "then"."""
    row: list[tuple[str, re.Match[str]]] = []
    for token in _TOKEN.finditer(looked_at.text):
        code = _code(token[0])
        if code and (row or code != _NOTHING):
            row.append((code, token))
        elif row:
            yield _run(row, looked_at)
            row = []
    if row:
        yield _run(row, looked_at)


def _run(row: list[tuple[str, re.Match[str]]], looked_at: Reading) -> Run:
    while row[-1][0] == _NOTHING and len(row) > 1:
        row.pop()
    start, end = row[0][1].start(), row[-1][1].end()
    written = tuple(token[0] for _, token in row if token[0].isdecimal())
    said = any(code != _NOTHING and not token[0].isdecimal() for code, token in row)
    return Run(_dialled(" ".join(code for code, _ in row)), written, said, looked_at.quoted(start, end))


def _dialled(codes: str) -> str:
    """The figures of codes: "2x 0" is 00, "t7 3" is 73, "9 h" is 900."""
    doubled = re.sub(r"2x[ _]*(\d)", r"\1\1", codes)
    tripled = re.sub(r"3x[ _]*(\d)", r"\1\1\1", doubled)
    tens = re.sub(r"t(\d)(?=[ _]*\d(?:[ _]|$))", r"\1", tripled)
    return re.sub(r"\D", "", re.sub(r"t(\d)", r"\g<1>0", tens).replace("h", "00"))


def _code(token: str) -> str:
    """What a token says in a row of figures, or nothing when it ends the row."""
    word = token.lower()
    if not word[0].isalnum():
        return "" if len(word) > _FARTHEST or _MONEY.search(word) else _NOTHING
    if word in _SAID:
        return _SAID[word]
    if word.isdecimal():
        return word
    return _in_one_word(word) or _in_one_word(word.translate(_LETTERS_FOR_FIGURES)) or _figures_for_letters(word)


def _in_one_word(word: str) -> str:
    """Figures written as one word: "zero7700nine"."""
    return _FIGURES_ONLY.sub(lambda said: _SAID.get(said[0], said[0]), word) if _JOINED.fullmatch(word) else ""


def _figures_for_letters(word: str) -> str:
    """Figures of which some are letters: "o77oo"."""
    figures = word.translate(_FIGURES_FOR_LETTERS)
    return figures if figures.isdecimal() and any(map(str.isdecimal, word)) else ""


def _figure(character: str) -> str:
    """A figure as it is dialled, whichever script or circle it is written in: "٧" and "❼" are a 7."""
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _shows(character: str) -> bool:
    if character in _BLANK:
        return False
    return character.isspace() or unicodedata.category(character) not in {"Cf", "Cc", "Mn", "Me"}


def _looks(character: str) -> str:
    if character.isascii():
        return character
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    base = unicodedata.normalize("NFD", character)[0]
    return _LOOKALIKES.get(base, base if base.isascii() and base.isalpha() else character)


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164")  # letters by category, nothing to the eye
_LOOKALIKES = {
    **dict(zip("аеорсухѕіјһԁԛԝӏкмтв", "aeopcyxsijhdqwlkmtb", strict=True)),  # Cyrillic
    **dict(zip("АВЕКМНОРСТХУЅІЈԚԜ", "ABEKMHOPCTXYSIJQW", strict=True)),
    **dict(zip("αονρτυικεηχγ", "aovptuikenxy", strict=True)),  # Greek
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ıɑɡɩłøđօհոս", "iagilodohnu", strict=True)),  # Latin and Armenian
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),  # small capitals
    **dict.fromkeys("。·•∙⋅", "."),
}
_SPELLED = re.compile(r"(?<!\w)\S(?:\s{1,3}\S(?!\w)){4,}+|(?<![\w.])\w(?:[-_*|.]\w){3,}+(?![\w.])")
_BETWEEN = frozenset(" -_*|")

_NOTHING = "_"
_FARTHEST = 6
_MONEY = re.compile(r"[£€$%]")
_TOKEN = re.compile(r"[^\W_]+|[\W_]+")
_LETTERS_FOR_FIGURES = str.maketrans("01345", "oieas")
_FIGURES_FOR_LETTERS = str.maketrans("oil", "011")

# English, Welsh, Polish, Urdu, Romanian, French, Spanish, Portuguese, Italian, German, Russian and Arabic.
_NAMES_OF_FIGURES = {
    "0": "zero oh o nought naught nil sero dim sifar cero null ноль нуль صفر 〇",
    "1": "one jeden un ek unu uno um eins один ایک واحد 一",
    "2": "two dwa dau dwy do doi deux dos dois due zwei два دو اثنان 二",
    "3": "three trzy tri tair teen trei trois tres tre drei три تین ثلاثة 三",
    "4": "four cztery pedwar pedair char patru quatre cuatro quatro quattro vier четыре چار أربعة 四",
    "5": "five pięć pump panch paanch cinci cinq cinco cinque fünf пять پانچ خمسة 五",
    "6": "six sześć chwech chay chhe șase seis sei sechs шесть چھ ستة 六",
    "7": "seven siedem saith saat șapte sept siete sete sette sieben семь سات سبعة 七",
    "8": "eight osiem wyth aath opt huit ocho oito otto acht восемь آٹھ ثمانية 八",
    "9": "nine niner dziewięć naw nau nouă neuf nueve nove neun девять نو تسعة 九",
    "10": "ten",
    "11": "eleven",
    "12": "twelve",
    "13": "thirteen",
    "14": "fourteen",
    "15": "fifteen",
    "16": "sixteen",
    "17": "seventeen",
    "18": "eighteen",
    "19": "nineteen",
    "t2": "twenty",
    "t3": "thirty",
    "t4": "forty fourty",
    "t5": "fifty",
    "t6": "sixty",
    "t7": "seventy",
    "t8": "eighty",
    "t9": "ninety",
    "h": "hundred",
    "2x": "double",
    "3x": "treble triple",
    _NOTHING: "and then followed by next after that plus dash hyphen space dot comma slash",
}
_SAID = {as_it_looks(name).text: code for code, names in _NAMES_OF_FIGURES.items() for name in names.split()}
_FIGURES_ONLY = re.compile(r"\d|zero|oh|one|two|three|four|five|six|seven|eight|nine|o|[〇一二三四五六七八九]")
_JOINED = re.compile(rf"(?:{_FIGURES_ONLY.pattern})++")
