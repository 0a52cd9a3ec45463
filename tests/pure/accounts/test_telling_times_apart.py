"""The measures by which the proof of silence says whether two sets of times come from one and the same work."""

import random

from tests.proofs.silence import difference_of_pairs, kolmogorov_smirnov


def _times(chance: random.Random, more: float = 0.0) -> list[float]:
    return [chance.gauss(20, 3) + more for _ in range(1000)]


def test_times_of_the_same_work_are_not_told_apart() -> None:
    chance = random.Random(7)
    assert kolmogorov_smirnov(_times(chance), _times(chance)) > 0.01


def test_half_a_millisecond_in_twenty_is_told_apart() -> None:
    chance = random.Random(7)
    assert kolmogorov_smirnov(_times(chance), _times(chance, more=0.5)) < 0.01


def test_what_a_busy_machine_adds_to_both_of_a_pair_hides_no_difference() -> None:
    chance = random.Random(7)
    busy = [chance.expovariate(1 / 200) for _ in range(1000)]
    known = [each + noise for each, noise in zip(_times(chance, more=1), busy, strict=True)]
    unknown = [each + noise for each, noise in zip(_times(chance), busy, strict=True)]
    least, middle, most = difference_of_pairs(known, unknown)
    assert 0 < least < middle < most < 2
