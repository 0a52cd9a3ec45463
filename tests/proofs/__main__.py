"""`python -m tests.proofs`: runs the long proofs and prints what each promise came to."""

import argparse
import sys
import traceback
from collections.abc import Callable, Iterator

from tests.proofs import (
    any_change,
    at_once,
    canaries,
    cases,
    crash,
    decisions,
    editing,
    figures,
    full_disk,
    guessing,
    leaving,
    outbox,
    pages,
    payloads,
    silence,
    standard,
)
from tests.proofs.promises import Promise, say, table
from tests.proofs.service import AS_SHIPPED

KILLS = 50
MUTANTS = {"": AS_SHIPPED, "commit-early": crash.BROKEN_ON_PURPOSE}

Proof = Callable[[argparse.Namespace], Iterator[Promise]]

PROOFS: dict[str, Proof] = {
    "rules": lambda _: decisions.prove_rules(),
    "stories": lambda _: decisions.prove_stories(),
    "minutes": lambda _: decisions.prove_minutes(),
    "any-change": lambda _: any_change.prove(),
    "crash": lambda chosen: crash.prove(chosen.kills, MUTANTS[chosen.mutant]),
    "control": lambda chosen: crash.prove_that_faults_are_seen(chosen.kills),
    "crash-postgresql": lambda chosen: crash.prove_on_postgresql(max(1, chosen.kills // 5), MUTANTS[chosen.mutant]),
    "outbox": lambda chosen: outbox.prove(max(1, chosen.kills * 2 // 5)),
    "outbox-notify": lambda chosen: outbox.prove_by_notify(max(1, chosen.kills * 2 // 5)),
    "disk": lambda _: full_disk.prove(),
    "at-once": lambda _: at_once.prove(),
    "pages": lambda _: pages.prove(),
    "payloads": lambda _: payloads.prove(),
    "canaries": lambda _: canaries.prove(),
    "leaving": lambda _: leaving.prove(),
    "figures": lambda _: figures.prove(),
    "guessing": lambda _: guessing.prove(),
    "silence": lambda _: silence.prove(),
    "standard": lambda _: standard.prove(),
    "cases": lambda _: cases.prove(),
    "editing": lambda _: editing.prove(),
}


def main() -> int:
    """Prints the table on standard output; 1 when a promise does not hold."""
    chosen = _chosen()
    promises: list[Promise] = []
    for name in chosen.only or PROOFS:
        say(f"{name} ...")
        try:
            promises += PROOFS[name](chosen)
        except Exception as error:  # the other proofs are still worth having
            say(traceback.format_exc())
            promises.append(Promise(f"{name}: the proof comes to an end", type(error).__name__, "the end", False))
    sys.stdout.write(f"{table(promises)}\n")
    return int(any(promise.holds is False for promise in promises))


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description=__doc__)
    parser.add_argument("--only", action="append", choices=PROOFS, help="this proof alone (may be given again)")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"kills of the crash proof ({KILLS})")
    parser.add_argument("--mutant", choices=[*filter(None, MUTANTS)], default="", help="a fault put in on purpose")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
