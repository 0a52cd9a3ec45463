"""Known postcodes and the middles of outward codes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, String, bindparam, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base
from app.places.domain import Place
from app.places.reading import Spot

# SQLite takes at most 32,766 values in one statement; this leaves room and is as fast as more.
ROWS_AT_ONCE = 1_000


class PlaceRow(Base):
    """A postcode without its space, or an outward code and its middle. Kept until a newer file says otherwise."""

    __tablename__ = "place"
    code: Mapped[str] = mapped_column(String(7), primary_key=True)
    outward: Mapped[str] = mapped_column(String(4), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    worked_out: Mapped[bool] = mapped_column(default=False, doc="The middle of the postcodes that we know.")


# Made once and of the table, since every search near a place asks; making it took longer than the answer.
_PLACE = PlaceRow.__table__.columns
_WHOLE_AND_OUTWARD = select(_PLACE["code"], _PLACE["latitude"], _PLACE["longitude"]).where(
    _PLACE["code"].in_([bindparam("whole"), bindparam("outward")])
)


def place_of(session: Session | Connection, outward: str, inward: str) -> Place | None:
    """The place of a postcode, or else the middle of its outward code. `inward` may be empty."""
    codes = {"whole": outward + inward, "outward": outward}
    rows = {row.code: row for row in session.execute(_WHOLE_AND_OUTWARD, codes)}
    if inward and (row := rows.get(outward + inward)):
        return Place(f"{outward} {inward}", row.latitude, row.longitude, outward, about=False)
    if row := rows.get(outward):
        return Place(outward, row.latitude, row.longitude, outward, about=True)
    return None


def points_of(session: Session, codes: Iterable[str]) -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude of each of these whole postcodes (without spaces) that is known."""
    wanted = sorted(set(codes))
    found: dict[str, tuple[float, float]] = {}
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        part = wanted[start : start + ROWS_AT_ONCE]
        rows = session.execute(
            select(PlaceRow.code, PlaceRow.latitude, PlaceRow.longitude).where(PlaceRow.code.in_(part))
        )
        found |= {code: (latitude, longitude) for code, latitude, longitude in rows}
    return found


def put(session: Session, spots: Sequence[Spot], tell: Callable[[int], None]) -> None:
    """Puts these in the place of what was known of them, and works out the middles; tells how many went in."""
    for start in range(0, len(spots), ROWS_AT_ONCE):
        part = spots[start : start + ROWS_AT_ONCE]
        session.execute(delete(PlaceRow).where(PlaceRow.code.in_([spot.code for spot in part])))
        session.execute(insert(PlaceRow), [_row(spot) for spot in part])
        tell(len(part))
    _work_out_middles(session, sorted({spot.outward for spot in spots}))


def _work_out_middles(session: Session, outwards: Sequence[str]) -> None:
    """The mean of an outward code's postcodes, unless a file has said where its middle is."""
    session.execute(delete(PlaceRow).where(PlaceRow.worked_out, PlaceRow.outward.in_(outwards)))
    stated = set(session.scalars(select(PlaceRow.code).where(PlaceRow.code.in_(outwards))))
    means = session.execute(
        select(PlaceRow.outward, func.avg(PlaceRow.latitude), func.avg(PlaceRow.longitude))
        .where(PlaceRow.outward.in_(outwards), PlaceRow.code != PlaceRow.outward)
        .group_by(PlaceRow.outward)
    )
    middles = [
        Spot(outward, outward, round(latitude, 6), round(longitude, 6))
        for outward, latitude, longitude in means
        if outward not in stated
    ]
    if middles:
        session.execute(insert(PlaceRow), [_row(spot) | {"worked_out": True} for spot in middles])


def _row(spot: Spot) -> dict[str, str | float | bool]:
    return {
        "code": spot.code,
        "outward": spot.outward,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "worked_out": False,
    }
