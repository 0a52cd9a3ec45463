from app.search.domain import Area, Document, Near, NullIndex, Point, Query, Whereabouts

CHOIR = Document("1", "Choir", facets={"free": frozenset({"yes"})}, whereabouts=Whereabouts((Point(51.5, 0.0),)))
CHESS = Document("2", "Chess", whereabouts=Whereabouts(remote=True, area=Area(everywhere=True)))


def filled() -> NullIndex:
    index = NullIndex()
    index.rebuild([CHOIR, CHESS])
    return index


def found(query: Query) -> list[str]:
    return [hit.id for hit in filled().search(query).page]


def test_the_null_index_finds_by_words_filters_and_place() -> None:
    assert found(Query("choir")) == ["1"]
    assert found(Query(any_of={"free": frozenset({"yes"})})) == ["1"]
    assert found(Query(near=Near(Point(54.5, -1.3), "TS18", 5.0))) == ["2"]


def test_the_null_index_replaces_and_drops_by_id() -> None:
    index = filled()
    index.update([Document("1", "Singing")], gone=["2"])
    assert [hit.id for hit in index.search(Query("singing")).page] == ["1"]
    assert index.search(Query()).total == 1
    assert not index.is_missing()
