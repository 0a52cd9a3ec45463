"""The page that explains the open data to whoever writes programs or wants a file, and the files."""

import json

from flask import Blueprint, Response, render_template, send_file
from flask.typing import ResponseReturnValue

from app.open_data import answers, downloads, lists
from app.open_data.domain import LICENCE, LICENCE_ADDRESS, MOST_PER_PAGE
from app.open_data.parameters import V1, V3
from app.open_data.shelf import shelf
from app.web.addresses import public_address
from app.web.errors import NotFound

MINUTES_TO_WAIT = 10

blueprint = Blueprint("open_data", __name__, url_prefix="/open-data")
files = Blueprint("open_data_files", __name__, url_prefix="/open-data/files")
answers.init_blueprint(files)


@blueprint.get("")
def explained() -> ResponseReturnValue:
    """What there is, how to ask for it, and what it looks like."""
    example = next(iter(lists.services({"per_page": 1}, shelf()).shapes), {})
    return render_template(
        "open_data/explained.html",
        versions=(("v3", "3.0", V3), ("v1", "1.0", V1)),
        root=public_address(answers.PREFIX),
        example=json.dumps(example, ensure_ascii=False, indent=2),
        example_id=example.get("id", ""),
        files=tuple(downloads.FILES),
        licence=(LICENCE, LICENCE_ADDRESS),
        most=MOST_PER_PAGE,
    )


@files.get("/<file>")
def download(file: str) -> Response:
    """The whole directory as a file."""
    if file not in downloads.FILES:
        raise NotFound(file)
    try:
        folder = downloads.folder()
    except downloads.NotMadeYet:
        return answers.not_yet(MINUTES_TO_WAIT)
    response = send_file(
        folder / file, mimetype=downloads.FILES[file], as_attachment=True, download_name=file, etag=folder.name
    )
    response.headers["Cache-Control"] = answers.KEEP
    return response
