"""Files of postcodes in each publisher's shape."""

from pathlib import Path

import pytest

from app.places.reading import WrongPlaces, spots


def written(folder: Path, text: str) -> Path:
    file = folder / "postcodes.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text",
    [
        "postcode,latitude,longitude\nTS18 1AU,54.563504,-1.312861\n",
        "\ufeffPostcode,Latitude,Longitude,extra\nts181au,54.563504,-1.312861,x\n",
        "pcd,pcds,oseast1m,osnrth1m,lat,long\nTS181AU,TS18 1AU,444528,518923,54.563504,-1.312861\n",
        '"TS18 1AU",10,444528,518923,"E92000001","E19000001","E18000001","","E06000004","E05001537"\n',
    ],
    ids=["plain", "with a byte order mark", "ONS Postcode Directory", "Code-Point Open"],
)
def test_every_publishers_file_gives_the_same_place(tmp_path: Path, text: str) -> None:
    (spot,) = spots(written(tmp_path, text))
    assert (spot.code, spot.outward) == ("TS181AU", "TS18")
    assert spot.latitude == pytest.approx(54.5635, abs=0.0005)
    assert spot.longitude == pytest.approx(-1.3129, abs=0.0005)


def test_a_row_with_an_outward_code_alone_is_its_middle(tmp_path: Path) -> None:
    (spot,) = spots(written(tmp_path, "postcode,latitude,longitude\nTS18,54.5,-1.3\n"))
    assert spot.is_middle


@pytest.mark.parametrize(
    "row",
    ["TS18 1AU,10,0,0,E,E,E,,E,E", '"TS18 1AU",90,0,0'],
)
def test_a_postcode_whose_place_is_not_known_is_passed_over(tmp_path: Path, row: str) -> None:
    assert spots(written(tmp_path, f"{row}\n")) == []


def test_the_onss_way_of_saying_not_known_is_passed_over(tmp_path: Path) -> None:
    assert spots(written(tmp_path, "pcds,lat,long\nTS18 1AU,99.999999,0.000000\n")) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("postcode,latitude,longitude\nTS18 1AU,north,-1.3\n", "line 2, latitude: 'north' is not a number"),
        ("postcode,latitude,longitude\nTS18 1AU,54.5,nan\n", "line 2, longitude: nan lies outside"),
        ("postcode,latitude,longitude\nTS18 1AU,48.8,2.3\n", "line 2, latitude: 48.8 lies outside"),
        ("postcode,latitude,longitude\nelephant,54.5,-1.3\n", "line 2, postcode: 'elephant' is not a postcode"),
        ("postcode,latitude,longitude\nTS18 1AU,54.5\n", "line 2, line: has 2 cells"),
        ("town,latitude,longitude\nYarm,54.5,-1.3\n", "line 1, postcode: there is no column"),
        ("postcode,town\nTS18 1AU,Stockton\n", "line 1, latitude: there are no columns"),
        ("", "line 1, postcode: there is no column"),
        ("postcode,latitude,longitude\n", "line 1, file: holds no postcode"),
    ],
)
def test_what_is_wrong_is_named_by_line_and_field(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(WrongPlaces, match="postcodes.csv") as wrong:
        spots(written(tmp_path, text))
    assert says in str(wrong.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "postcodes.csv"
    file.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(WrongPlaces, match="is not a CSV file"):
        spots(file)
