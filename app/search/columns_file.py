"""The columns of one version as a file: what is in memory, one array after the other, read in one go and checked."""

import json
from collections.abc import Mapping
from pathlib import Path
from struct import Struct
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.search.columns import Columns, Opening, Points, Sets

_BEGINNING = Struct("<8sII")
"""What kind of file it is, the sum of all that follows, and how long the list of its arrays is."""
_KIND = b"columns3"
_EVENLY = 16
"""Each array begins at such a place, as the processor likes it."""
_LINE = "\n"


class WrongSum(ValueError):
    """A file of columns is not as it was written."""


def save(columns: Columns, path: Path) -> None:
    """Writes the file at one moment: a reader sees the old columns or the new, never half of them."""
    sets = _sets(columns)
    blocks, places, place = [], {}, 0
    for name, array in _arrays(columns, sets).items():
        places[name] = (array.dtype.str, array.shape, place)
        block = array.tobytes()
        blocks.append(block.ljust(-(-len(block) // _EVENLY) * _EVENLY, b"\0"))
        place += len(blocks[-1])
    listed = {
        "ids": columns.ids,
        "values": {name: part.values for name, part in sets.items()},
        "places": places,
    }
    contents = json.dumps(listed).encode()
    blocks.insert(0, contents + b" " * (-(_BEGINNING.size + len(contents)) % _EVENLY))
    checked = 0
    for block in blocks:
        checked = crc32(block, checked)
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        file.writelines([_BEGINNING.pack(_KIND, checked, len(blocks[0])), *blocks])
    draft.replace(path)


def load(path: Path) -> Columns:
    """The columns of a file. Raises WrongSum when something else stands there than was written."""
    whole = np.fromfile(path, dtype=np.uint8)
    if len(whole) < _BEGINNING.size:
        raise WrongSum(path.name)
    kind, right, length = _BEGINNING.unpack(whole[: _BEGINNING.size].tobytes())
    if kind != _KIND or crc32(whole[_BEGINNING.size :].data) != right:
        raise WrongSum(path.name)
    end = _BEGINNING.size + length
    listed = json.loads(whole[_BEGINNING.size : end].tobytes())
    arrays = {name: _array(whole, end, *place) for name, place in listed["places"].items()}
    sets = {
        name: Sets(tuple(values), arrays[f"{name}:table"], arrays[f"{name}:codes"])
        for name, values in listed["values"].items()
    }
    return Columns(
        ids=tuple(listed["ids"]),
        names=_lines(arrays["names"], len(listed["ids"])),
        organisations=_lines(arrays["organisations"], len(listed["ids"])),
        facets={name.removeprefix("facet:"): part for name, part in sets.items() if name != "area"},
        points=Points(arrays["point_rows"], arrays["latitudes"], arrays["longitudes"]),
        remote=arrays["remote"],
        has_area=arrays["has_area"],
        area=sets["area"],
        opening=Opening(arrays["sessions"], arrays["whole"]),
    )


def _sets(columns: Columns) -> dict[str, Sets]:
    return {f"facet:{name}": facet for name, facet in columns.facets.items()} | {"area": columns.area}


def _arrays(columns: Columns, sets: Mapping[str, Sets]) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {
        "names": _text(columns.names),
        "organisations": _text(columns.organisations),
        "point_rows": columns.points.rows,
        "latitudes": columns.points.latitudes,
        "longitudes": columns.points.longitudes,
        "remote": columns.remote,
        "has_area": columns.has_area,
        "sessions": columns.opening.sessions,
        "whole": columns.opening.whole,
    }
    for name, part in sets.items():
        arrays[f"{name}:table"], arrays[f"{name}:codes"] = part.table, part.codes
    return arrays


def _array(whole: NDArray[np.uint8], end: int, kind: str, shape: list[int], place: int) -> NDArray[Any]:
    """One array, as it lies in the file that was read: nothing is copied, and nobody may write to it."""
    dtype = np.dtype(kind)
    first = end + place
    array = whole[first : first + dtype.itemsize * int(np.prod(shape))].view(dtype).reshape(shape)
    array.flags.writeable = False
    return array


def _text(lines: tuple[str, ...]) -> NDArray[np.uint8]:
    """Words without a line's end in them, as one array; half the time of JSON."""
    return np.frombuffer(_LINE.join(lines).encode(), dtype=np.uint8)


def _lines(text: NDArray[np.uint8], count: int) -> tuple[str, ...]:
    return tuple(text.tobytes().decode().split(_LINE)) if count else ()
