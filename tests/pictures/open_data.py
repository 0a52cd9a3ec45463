"""Pictures of the page about open data."""

from tests.pictures.studio import Studio


def explained(studio: Studio) -> None:
    studio.shot("open-data", "/open-data")
