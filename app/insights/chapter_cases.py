"""Figures about cases and assessments: what came of them, whether in time, what officers and residents made of them."""

from collections.abc import Iterator

from app.assessment.api import what_the_rules_say
from app.councils.domain import Council
from app.events.domain import FULL_ASSESSMENT, FollowedUp, Judgement
from app.insights import charts, wording
from app.insights.comparing import Compared, earlier_head, earlier_of
from app.insights.domain import Count, Release, added, share
from app.insights.families import Extra, Family
from app.insights.reported import reported
from app.insights.sections import (
    Cell,
    Minutes,
    Section,
    Table,
    as_share,
    bars_of,
    in_words,
    per_cent,
    sentence,
    shares_of,
    told,
    words_for,
)

MOST_RULES = 12


def cases(figures: Compared, council: Council) -> Iterator[Section]:
    """The chapter about cases."""
    yield full_assessments(figures)
    yield in_time(figures, council)
    yield overrides(figures)
    yield introductions(figures)


def assessments(figures: Compared) -> Iterator[Section]:
    """The chapter about the questions that residents answer."""
    yield finishing(figures)
    yield stopping(figures)


def full_assessments(figures: Compared) -> Section:
    """What came of the cases that were closed."""
    now, before = figures.of(Family.CLOSED)
    id, question = "full-assessments", "How many referrals led to a full assessment?"
    part, earlier = _full(now), _full(before)
    answer = (
        f"{sentence(told(part))} of the {in_words(now.of())} cases that were closed had a full assessment."
        f"{figures.than_before(part, earlier)}"
    )
    outcomes = sorted(now.values("outcome"), key=lambda outcome: -(now.of(outcome=outcome) or 0))
    counts = {wording.called(wording.OUTCOMES, outcome): now.of(outcome=outcome) for outcome in outcomes}
    earlier_counts = {wording.called(wording.OUTCOMES, outcome): before.of(outcome=outcome) for outcome in outcomes}
    rows = [(label, count, as_share(share(count, now.of()), now.of())) for label, count in counts.items()]
    rows.append(("All closed cases", now.of(), as_share(share(now.of(), now.of()), now.of())))
    drawn = bars_of(counts, None if not figures.compares else earlier_counts)
    drawing = charts.bars(id, words_for(question, answer, figures.names), drawn)
    notes = (
        f"{in_words(figures.now.of(Family.CASES).of())} cases came in during this time.",
        str(reported()["full-assessments"]),
    )
    return Section(id, question, answer, Table(("What came of it", "Cases", "Share"), tuple(rows)), drawing, notes)


def in_time(figures: Compared, council: Council) -> Section:
    """Each step beside its clock: the share in time, and the time that half of the cases took at most."""
    now, before = figures.of(Family.STEPS)
    id, question = "in-time", "Did we do what we promised in time?"
    rows: list[tuple[Cell, ...]] = []
    drawn = []
    for step in ("contacted", "started"):
        for route in ("", *wording.ROUTES):
            of = {"step": step, **({"route": route} if route else {})}
            done, late = now.of(on_time="yes", **of), now.of(on_time="no", **of)
            whole = added([done, late])
            if whole == 0:
                continue
            part = share(done, whole)
            label = f"{wording.STEPS[step]}: {wording.ROUTES.get(route, 'all cases')}"
            rows.append((label, whole, done, as_share(part, whole), _half(figures, of)))
            drawn.append(shares_of(label, (done, late), per_cent(part)))
    part, earlier = _on_time(now), _on_time(before)
    answer = f"{sentence(told(part))} of first contacts were made in time.{figures.than_before(part, earlier)}"
    drawing = charts.shares(id, words_for(question, answer, figures.names), ("In time", "Late"), drawn)
    replies = council.replies
    clocks = (
        f"The clocks: urgent and safeguarding the same working day; short-term help within "
        f"{replies.short_term_working_days} working days; others within {replies.formal_contact_working_days}, carers "
        f"within {replies.carer_contact_working_days}. A formal assessment starts within "
        f"{replies.formal_start_days} days."
    )
    heads = ("Step", "Cases", "In time", "Share in time", "Half took at most")
    notes = (clocks, "The time that half took is that of the last quarter shown in which it is known.")
    return Section(id, question, answer, Table(heads, tuple(rows)), drawing, notes)


def overrides(figures: Compared) -> Section:
    """How often an officer decided otherwise than a rule had suggested."""
    now, before = figures.of(Family.RULES)
    id, question = "overrides", "How often did officers decide otherwise?"
    routes, routes_before = figures.of(Family.ROUTES)
    part, earlier = _changed(routes), _changed(routes_before)
    than_before = figures.than_before(part, earlier)
    answer = f"Officers changed the suggested route of {told(part)} of cases.{than_before}"
    says = what_the_rules_say()
    rules = sorted(now.values("rule"), key=lambda rule: -(now.of(rule=rule) or 0))
    rows = tuple(
        (
            rule,
            says.get(rule, ""),
            now.of(rule=rule),
            now.of(rule=rule, outcome=Judgement.CHANGED),
            as_share(_changed(now, rule=rule), now.of(rule=rule)),
            *earlier_of(figures, as_share(_changed(before, rule=rule), before.of(rule=rule))),
        )
        for rule in rules
    )
    drawn = [_share_bar(f"{rule}: {says.get(rule, '')}", _changed(now, rule=rule)) for rule in rules[:MOST_RULES]]
    drawing = charts.bars(id, words_for(question, answer, figures.names), drawn)
    heads = ("Rule", "What it says", "Cases", "Decided otherwise", "Share", *earlier_head(figures))
    note = "A rule that officers often overrule asks for a look at the rule, or at what residents are asked."
    return Section(id, question, answer, Table(heads, rows), drawing, (note,))


def introductions(figures: Compared) -> Section:
    """Whether introductions to groups happened and helped."""
    now, before = figures.of(Family.FOLLOWED_UP)
    made, _ = figures.of(Family.INTRODUCTIONS)
    id, question = "introductions", "Did introductions help?"
    part, earlier = (share(release.of(outcome=FollowedUp.HELPED), release.of()) for release in (now, before))
    answer = (
        f"{in_words(made.of())} introductions were made and {in_words(now.of())} followed up;"
        f" {told(part)} of those happened and helped.{figures.than_before(part, earlier)}"
    )
    counts = {label: now.of(outcome=outcome) for outcome, label in wording.FOLLOWED.items()}
    rows = [(label, count, as_share(share(count, now.of()), now.of())) for label, count in counts.items()]
    rows.append(("All that were followed up", now.of(), as_share(share(now.of(), now.of()), now.of())))
    drawing = charts.bars(id, words_for(question, answer, figures.names), bars_of(counts))
    note = str(reported()["introductions"])
    return Section(
        id, question, answer, Table(("What came of it", "Introductions", "Share"), tuple(rows)), drawing, (note,)
    )


def finishing(figures: Compared) -> Section:
    """How many of those who begin an assessment see their result."""
    now, before = figures.of(Family.ASSESSMENTS)
    id, question = "finishing", "How many who begin an assessment finish it?"
    part, earlier = _finished(now), _finished(before)
    answer = (
        f"{in_words(now.of(stage='begun'))} assessments were begun and {told(part)} finished."
        f"{figures.than_before(part, earlier)}"
    )
    rows: list[tuple[Cell, ...]] = []
    for dimension, words in (("way", wording.WAYS), ("language", {})):
        for value in sorted({*_stage_values(now, dimension)}):
            label = wording.language(value) if dimension == "language" else wording.called(words, value)
            begun = now.of(**{"stage": "begun", dimension: value})
            finished = now.of(**{"stage": "finished", dimension: value})
            rows.append((label, begun, finished, as_share(share(finished, begun), begun)))
    rows.append(("All", now.of(stage="begun"), now.of(stage="finished"), as_share(part, now.of(stage="begun"))))
    drawn = [_share_bar(str(row[0]), float(row[3]) if isinstance(row[3], float) else None) for row in rows]
    drawing = charts.bars(id, words_for(question, answer, figures.names), drawn)
    heads = ("Way or language", "Begun", "Finished", "Share finished")
    note = "Somebody may finish in another quarter, way or language than they began in."
    return Section(id, question, answer, Table(heads, tuple(rows)), drawing, (note,))


def stopping(figures: Compared) -> Section:
    """Where people press "I cannot go on now", and why they say they stop."""
    now, _ = figures.of(Family.STOPS)
    id, question = "stopping", "Where do people stop, and why?"
    sections = sorted(now.values("section"), key=lambda section: -(now.of(section=section) or 0))
    counts = {wording.called({}, section): now.of(section=section) for section in sections}
    where = next((label.lower() for label, count in counts.items() if count), "")
    why = max(wording.REASONS, key=lambda reason: now.of(reason=reason) or 0)
    answer = f"{in_words(now.of())} people told us that they stopped."
    if where and now.of(reason=why):
        answer += f" Most did so at “{where}”. The reason they gave most often: {wording.REASONS[why].lower()}."
    rows = tuple(
        (label, *(now.of(section=section, reason=reason) for section in sections), now.of(reason=reason))
        for reason, label in wording.REASONS.items()
    )
    all_of_them: tuple[Cell, ...] = ("All reasons", *counts.values(), now.of())
    heads = ("Why", *counts, "Everywhere")
    drawing = charts.bars(id, words_for(question, answer, figures.names), bars_of(counts))
    return Section(id, question, answer, Table(heads, (*rows, all_of_them)), drawing)


def _full(closed: Release) -> float | None:
    return share(closed.of(outcome=FULL_ASSESSMENT), closed.of())


def _on_time(steps: Release) -> float | None:
    done, late = (steps.of(step="contacted", on_time=word) for word in ("yes", "no"))
    return share(done, added([done, late]))


def _changed(judged: Release, **of: str) -> float | None:
    return share(judged.of(outcome=Judgement.CHANGED, **of), judged.of(**of))


def _finished(assessments: Release) -> float | None:
    return share(assessments.of(stage="finished"), assessments.of(stage="begun"))


def _half(figures: Compared, of: dict[str, str]) -> Cell:
    medians = figures.now.newest(Extra.MEDIANS)
    minutes: Count = medians.of(**of)
    return Minutes(minutes) if minutes else None


def _share_bar(label: str, part: float | None) -> charts.Bar:
    return charts.Bar(label, part, per_cent(part) if part is not None else "")


def _stage_values(assessments: Release, dimension: str) -> Iterator[str]:
    for cell in assessments.cells:
        for part in cell.split("&"):
            if part.startswith(f"{dimension}="):
                yield part.split("=", 1)[1]
