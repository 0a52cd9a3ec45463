"""`python -m tests.shots`: pictures every kind of page and state into var/shots, at three widths, with an index of all.

`--only directory` takes those pictures again whose names begin so.
"""

import argparse
import html
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.config import ROOT
from tests import serving
from tests.journeys.conftest import launch
from tests.pictures.scenes import SCENES, Scene
from tests.pictures.studio import WIDTHS, Studio
from tests.serving import Site

FOLDER = ROOT / "var" / "shots"


def main() -> None:
    only = _only()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data_dir, serving.sample_site(Path(data_dir)) as site:
        taken = _take(site, only)
    _write_index()
    _say(f"{taken} pages at {len(WIDTHS)} widths: {FOLDER / 'index.html'}\n")


def _only() -> str:
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__)
    parser.add_argument("--only", default="", metavar="NAME", help="take only pictures whose names begin so")
    wanted: str = parser.parse_args().only
    if wanted and not _scenes_of(wanted):
        parser.error(f"--only: names begin with {', '.join(SCENES)}")
    return wanted


def _scenes_of(only: str) -> dict[str, Scene]:
    return {word: scene for word, scene in SCENES.items() if only.startswith(word) or word.startswith(only)}


def _take(site: Site, only: str) -> int:
    """Runs the scenes, each in a browser window of its own, and counts the pages that were pictured."""
    taken = 0
    scenes = _scenes_of(only)
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        for number, (word, scene) in enumerate(scenes.items(), 1):
            _say(f"\r{number} of {len(scenes)}: {word:<16}")
            context = chromium.new_context()
            studio = Studio(site, context, FOLDER, only)
            scene(studio)
            taken += len(studio.taken)
            context.close()
        chromium.close()
    _say("\r")
    return taken


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()


def _write_index() -> None:
    names = sorted({picture.stem.rsplit("-", 1)[0] for picture in FOLDER.glob("*.png")})
    rows = "\n".join(_row(html.escape(name)) for name in names)
    page = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every page of Careway</title>
<style>
  body {{ font-family: sans-serif; margin: 2rem }}
  div {{ display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto }}
  img {{ border: 1px solid #b1b4b6; max-height: 60rem }}
</style>
<h1>Every page of Careway</h1>
{rows}
</html>
"""
    (FOLDER / "index.html").write_text(page, encoding="utf-8")


def _row(name: str) -> str:
    pictures = "".join(
        f'<a href="{name}-{width}.png"><img src="{name}-{width}.png" alt="{name} at {width} pixels" loading="lazy"></a>'
        for width in WIDTHS
        if (FOLDER / f"{name}-{width}.png").exists()
    )
    return f'<h2 id="{name}">{name}</h2>\n<div>{pictures}</div>'


if __name__ == "__main__":
    main()
