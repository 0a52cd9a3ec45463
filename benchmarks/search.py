"""Times a results-page search in our index beside SQLite FTS5 and tantivy, all in one run, and draws the figures."""

import json
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from random import Random

import click
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that `python benchmarks/search.py` finds the application

from benchmarks.engines import Engine, OursCold, all_engines  # noqa: E402
from benchmarks.made_up import Lexicon, directory, searches  # noqa: E402
from benchmarks.picture import bars  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
GOALS_FTS5 = {2_000: 0.5, 20_000: 0.25, 200_000: 0.15}
GOALS_COLD = {2_000: 2.0, 20_000: 2.0, 200_000: 4.5}
GOAL_TANTIVY = 1.0
GOAL_GROWTH = 10.0


@dataclass(frozen=True)
class Figure:
    """Milliseconds of one engine at one size: the middle, the middle half, and the slow end."""

    engine: str
    size: int
    p25: float
    p50: float
    p75: float
    p95: float
    hits: float


@click.command()
@click.option("--sizes", default="2000,20000", show_default=True, help="Sizes of directory, parted by commas.")
@click.option("--rounds", default=5, show_default=True, help="How often each of the 200 searches is asked.")
@click.option("--out", type=click.Path(path_type=Path), default=RESULTS, show_default=True, help="Where figures go.")
def main(sizes: str, rounds: int, out: Path) -> None:
    """Compare a page query (20 ids, exact total, facet counts over all hits) with its rivals.

    Engines take turns on each search in an order drawn anew each time. What is timed is the processor's time: all
    engines run in this thread and wait for nothing, and a busy machine would distort the time by the clock. The ratios
    count, the milliseconds only illustrate. Building an index of 200000 services takes several minutes.
    """
    try:
        wanted = [int(size) for size in sizes.split(",")]
    except ValueError as error:
        raise click.BadParameter("whole numbers parted by commas are wanted", param_hint="--sizes") from error
    lexicon = Lexicon.made()
    figures = [figure for size in wanted for figure in _measured(size, lexicon, rounds)]
    out.mkdir(parents=True, exist_ok=True)
    table = _table(figures) + "\n" + "\n".join(_verdicts(figures))
    (out / "search.json").write_text(json.dumps([vars(figure) for figure in figures], indent=1), encoding="utf-8")
    (out / "search.md").write_text(f"# Search\n\n{_machine(rounds)}\n\n{table}\n", encoding="utf-8")
    (out / "search.svg").write_text(bars([(f.size, f.engine, f.p50, f.p95) for f in figures]), encoding="utf-8")
    click.echo(table)


def _measured(size: int, lexicon: Lexicon, rounds: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        with click.progressbar(
            islice(directory(size, lexicon), size), size, label=f"{size:,} services", file=sys.stderr
        ) as made:
            documents = list(made)
        engines = all_engines(Path(folder), documents, lambda what: click.echo(f"  building {what}", err=True))
        return _timed(size, engines, searches(lexicon), rounds)


def _timed(size: int, engines: Sequence[Engine], texts: Sequence[str], rounds: int) -> list[Figure]:
    times: dict[str, list[float]] = {engine.name: [] for engine in engines}
    hits: dict[str, int] = dict.fromkeys(times, 0)
    order = Random(len(texts))
    turns = [(number, text) for number in range(rounds + 1) for text in texts]
    with click.progressbar(turns, label="  searching", file=sys.stderr) as progress:
        for number, text in progress:
            for engine in order.sample(engines, len(engines)):
                if isinstance(engine, OursCold):
                    engine.forget()
                start = time.thread_time()
                found = engine.answer(text)
                if number:  # the first round only warms
                    times[engine.name].append((time.thread_time() - start) * 1000)
                    hits[engine.name] += found
    return [_figure(engine.name, size, times[engine.name], hits[engine.name]) for engine in engines]


def _figure(engine: str, size: int, times: Sequence[float], hits: int) -> Figure:
    p25, p50, p75, p95 = np.percentile(times, [25, 50, 75, 95])
    return Figure(engine, size, float(p25), float(p50), float(p75), float(p95), hits / len(times))


def _table(figures: Sequence[Figure]) -> str:
    rows = [
        f"| {f.size:,} | {f.engine} | {f.p50:.2f} | {f.p25:.2f}–{f.p75:.2f} | {f.p95:.2f} | {f.hits:,.0f} |"
        for f in figures
    ]
    head = ["| services | engine | p50 ms | middle half | p95 ms | hits on average |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _verdicts(figures: Sequence[Figure]) -> list[str]:
    p50 = {(figure.size, figure.engine): figure.p50 for figure in figures}
    lines = ["", "| ratio of medians | services | reached | wanted |", "|---|---|---|---|"]
    for size in dict.fromkeys(figure.size for figure in figures):
        warm, cold = p50[size, "ours, warm"], p50[size, "ours, cold"]
        fts5, tantivy = p50[size, "SQLite FTS5 + numpy facets"], p50[size, "tantivy"]
        lines += [
            _verdict("warm / FTS5", size, warm / fts5, GOALS_FTS5.get(size)),
            _verdict("warm / tantivy", size, warm / tantivy, GOAL_TANTIVY),
            _verdict("cold / tantivy", size, cold / tantivy, GOALS_COLD.get(size)),
        ]
    sizes = sorted({figure.size for figure in figures})
    if len(sizes) > 1:
        growth = p50[sizes[-1], "ours, warm"] / p50[sizes[0], "ours, warm"]
        goal = GOAL_GROWTH if sizes[-1] == 100 * sizes[0] else None
        lines.append(_verdict(f"growth from {sizes[0]:,}", sizes[-1], growth, goal))
    return lines


def _verdict(what: str, size: int, reached: float, wanted: float | None) -> str:
    goal = "" if wanted is None else f"≤ {wanted:g} {'✓' if reached <= wanted else '✗'}"
    return f"| {what} | {size:,} | {reached:.2f} | {goal} |"


def _machine(rounds: int) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("whoosh-reloaded", "numpy", "tantivy"))
    return (
        f"200 made-up searches, {rounds} rounds, engines taking turns. Python {platform.python_version()}, {libraries}."
    )


if __name__ == "__main__":
    main()
