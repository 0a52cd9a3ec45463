"""A worry about safety from a conversation with a personal assistant, as the safeguarding team reads it."""

from collections.abc import Iterator

from app.assessment import api as assessment
from app.pa_finder.api import Concern, Side
from app.questionnaire.flow import Answer, Answers
from app.referrals.domain import Details
from app.referrals.sent import Line, Section, SentForm

WHO = {Side.SEEKER: "The person who looks for help, or somebody for them", Side.PA: "The personal assistant"}
NO_EMAIL = "who has no e-mail: see Callers we write for"
NOTHING_WRITTEN = "They wrote no words."
THINK_FIRST = (
    "This came from messages with a personal assistant. Think how to reach the person safely before you write or ring: "
    "the conversation stands under Personal assistants, Reports."
)


def form_of(concern: Concern) -> SentForm:
    """What the safeguarding team reads."""
    of_themselves = concern.told_by is Side.SEEKER and not concern.for_somebody_else
    snapshot = assessment.snapshot_of_answers(assessment.Way.SHORT, _answers(of_themselves))
    return SentForm(
        about=concern.seeker_name,
        filled_in_by="self" if of_themselves else "someone_else",
        language=concern.language,
        sections=(Section("Who they are", tuple(_who(concern))),),
        shown=(),
        decision=snapshot.decision,
        facts=assessment.facts_to_json(snapshot.facts),
        details=_details(concern),
        do_they_know="" if of_themselves else "not_yet",
        story=(Line(f"In the words of {_name_of(concern)}", concern.words or NOTHING_WRITTEN),),
    )


def _answers(of_themselves: bool) -> Answers:
    """What is known, as answers to the assessment, so that its own rules say that this is about safety."""
    known = {"age": Answer(("rather_not_say",)), "place": Answer(("rather_not_say",)), "safety": Answer(("abuse",))}
    if of_themselves:
        return {"for_whom": Answer(("self",)), **known}
    for_another = {"for_whom": "someone_else", "speaks_as": "rather_not_say", "do_they_know": "not_yet"}
    return {**{question: Answer((value,)) for question, value in for_another.items()}, **known}


def _who(concern: Concern) -> Iterator[Line]:
    yield Line("Who told us", WHO[concern.told_by])
    yield Line("Looks for help", f"{concern.seeker_name}, {concern.seeker_email or NO_EMAIL}")
    if concern.for_somebody_else:
        yield Line("For whom", "They write for somebody else, whose name we do not know.")
    yield Line("Personal assistant", f"{concern.pa_name}, {concern.pa_email}")


def _name_of(concern: Concern) -> str:
    return concern.seeker_name if concern.told_by is Side.SEEKER else concern.pa_name


def _details(concern: Concern) -> Details:
    """How to reach whoever looks for help. What a number or an address may give away is said beside it."""
    return {
        "ringing": {"when": "as_written", "note": THINK_FIRST},
        "reach": {"ways": ["email"], "email": concern.seeker_email} if concern.seeker_email else {"ways": []},
    }
