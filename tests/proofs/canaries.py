"""Everybody looks round the whole site for what is private of a personal assistant and of whoever looks for one."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.config import ROOT
from tests import canaries
from tests.proofs.cases import prepared
from tests.proofs.promises import Promise, none_of, say

MOST = 1500


def prove() -> Iterator[Promise]:
    """By page, file, calendar, paper and program; then mail, index and log."""
    with TemporaryDirectory(prefix="careway-canaries-") as folder:
        app = prepared(Path(folder))
        sample = str(ROOT / "directory_data" / "sample" / "directory.json")
        app.test_cli_runner().invoke(args=["directory", "import", sample, "--source", "sample"])
        log = io.StringIO()
        watching = logging.StreamHandler(log)
        logging.getLogger().addHandler(watching)
        pair, opened, found, failed, kinds = canaries.world(app), 0, [], [], set()
        for reader in canaries.readers(app, pair):
            came = canaries.crawl(app, reader, pair, MOST)
            say(f"  {reader.name}: {came.opened} pages, {len(came.found)} found")
            opened, kinds = opened + came.opened, kinds | came.kinds
            found, failed = found + came.found, failed + came.failed
        logging.getLogger().removeHandler(watching)
        found += canaries.left_behind(app, log.getvalue())
        app.extensions["engine"].dispose()
    for fault in (*found, *failed):
        say(f"  {fault}")
    hidden = len(canaries.OF_THE_PA + canaries.OF_THE_SEEKER)
    tried = f"{hidden} canaries in {opened} pages and files of {len(kinds)} kinds"
    yield none_of("canaries: private words that somebody finds who may not", len(found), tried)
    yield none_of("canaries: pages that fail on the way", len(failed), tried)
