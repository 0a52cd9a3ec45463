"""The later pages of a professional's referral: daily life, the situation, the household, safe contact, the answer."""

from typing import Any

from app.professionals.domain import NONE, OUTCOMES, UNSURE
from app.professionals.forms import AgreementForm, PersonForm, SafetyForm, WorriesForm, YouForm
from app.professionals.step_form import StepForm, any_of, line, lines, one_of
from app.referrals.domain import CommunicationNeed

HOW_IT_GOES = [
    ("fine", "Manages alone"),
    ("slow_or_painful", "Manages alone, but slowly, in pain or in distress"),
    ("needs_help", "Needs help or prompting"),
    ("cannot", "Cannot, or somebody does it all for them"),
    ("risky", "Does it, but it is not safe"),
    (UNSURE, "Not known"),
]
"""The six answers of the assessment by their ids: SI 2015/313 reg 2(3)."""

NAMES = {
    "home_safety": "Moving about the home",
    "home_habitable": "Keeping the home clean and safe",
    "nutrition": "Eating and drinking",
    "clothing": "Dressing",
    "hygiene": "Washing",
    "toilet": "Using the toilet",
    "relationships": "Family and other relationships",
    "community": "Shops, transport and other services",
    "work_education": "Work, learning or volunteering",
    "caring_for_child": "Looking after a child",
}


class DailyForm(StepForm):
    """How the person manages each of the ten outcomes. What is left open counts as not known."""

    step = "daily"
    title = "How do they manage?"


for _outcome in OUTCOMES:
    setattr(DailyForm, _outcome, one_of(NAMES[_outcome], HOW_IT_GOES))


class SituationForm(StepForm):
    """What else the rules read: illness, changes, help that there is, a carer."""

    step = "situation"
    title = "Their situation"
    conditions = any_of(
        "Is there an illness or disability, diagnosed or not?",
        [
            ("body", "Physical disability or frailty"),
            ("long_illness", "Long-term illness"),
            ("mental_health", "Mental health"),
            ("memory", "Memory, dementia or confusion"),
            ("learning", "Learning disability"),
            ("autism", "Autism"),
            ("sight_or_hearing", "Sight or hearing"),
            ("drink_or_drugs", "Alcohol or drugs"),
            ("something_else", "Something else"),
        ],
    )
    changes = any_of(
        "Is any of this true now?",
        [
            ("recent_falls", "A fall in the last 6 months"),
            ("hospital_discharge", "Coming out of hospital, or just out"),
            ("terminal_illness", "An illness that cannot be cured"),
            ("memory_problems", "New or worse trouble with memory"),
            ("sight_or_hearing_loss", "Trouble with sight or hearing"),
            ("equipment_difficulty", "Needs equipment, or has some that is broken or wrong"),
            ("lives_alone", "Lives alone"),
            (NONE, "None of these"),
            (UNSURE, "Not known"),
        ],
        alone=(NONE, UNSURE),
    )
    discharge = line("If they are coming out of hospital: when, and from which ward?")
    support_now = one_of(
        "What help do they have?",
        [
            ("none", "None"),
            ("some_enough", "Some, and it is enough"),
            ("some_not_enough", "Some, and it is not enough"),
            ("about_to_end", "It is about to end or break down"),
            (UNSURE, "Not known"),
        ],
    )
    carer = one_of(
        "Does a relative or friend look after them?",
        [("has_carer", "Yes"), ("no", "No"), (UNSURE, "Not known")],
    )
    carer_words = lines("If somebody looks after them: who, how to reach them, and how they are coping")

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuses what contradicts itself; everything may be left open."""
        sound = bool(super().validate(extra_validators))
        if len(self.changes.data or ()) > 1 and {NONE, UNSURE} & set(self.changes.data):
            return self.refuse("changes", "Choose “None of these” or “Not known” on its own, or take its tick away")
        return sound


class HouseholdForm(StepForm):
    """Who else is there."""

    step = "household"
    title = "Who else is there"
    others = lines("Who else lives there, and how are they related?")
    children = one_of(
        "Are there children under 18 in the home, or whom the person looks after?",
        [("yes", "Yes"), ("no", "No"), (UNSURE, "Not known")],
    )
    children_words = lines(
        "If yes: their names, ages and schools, and whether you are worried about them",
        description="Worries about a child go to children’s services as well: this form does not replace that.",
    )
    visiting = lines(
        "Is there anything that visitors should know?",
        description="For example, a key safe, a dog, or somebody who has been violent to visitors.",
    )


class ReachForm(StepForm):
    """How the person may be reached without harm, and what they need to understand and be understood."""

    step = "reach"
    title = "How to reach them safely"
    ways = any_of(
        "How may we get in touch with them?",
        [
            ("telephone", "Ring them"),
            ("post", "Write to them"),
            ("through_me", "Only through me"),
            ("someone_else", "Through somebody else"),
            ("not_known", "I do not know what is safe"),
        ],
        alone=("not_known",),
    )
    note = lines(
        "When is it safe, and what must we not do?",
        description="For example, only in the morning; no voicemail. Whom to ring instead.",
    )
    say_who = one_of("May we say who is calling?", [("yes", "Yes"), ("no", "No, ask for them by name alone")])
    needs = any_of(
        "What do they need so that they understand us and we them?",
        [
            (CommunicationNeed.BSL, "British Sign Language"),
            (CommunicationNeed.TEXT_RELAY, "Relay UK, or text messages"),
            (CommunicationNeed.INTERPRETER, "An interpreter"),
            (CommunicationNeed.EASY_READ, "Easy Read"),
            (CommunicationNeed.LARGE_PRINT, "Large print"),
            (CommunicationNeed.BRAILLE, "Braille"),
            (CommunicationNeed.AUDIO, "A recording"),
            (CommunicationNeed.ADVOCATE, "An advocate: nobody suitable is there to support them"),
            (CommunicationNeed.SOMEONE_WITH_ME, "A friend or relative beside them"),
            (CommunicationNeed.OTHER, "Something else"),
        ],
    )
    language = line("Language, if not English")
    other = line("Anything else")

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs to know what is safe, or that it is not known."""
        sound = bool(super().validate(extra_validators))
        if not self.must_have("ways", "Choose a way, or say that you do not know what is safe"):
            return False
        if len(self.ways.data) > 1 and "not_known" in self.ways.data:
            return self.refuse("ways", "Choose “I do not know what is safe” on its own, or take its tick away")
        return sound


class AnswerForm(StepForm):
    """What the professional hears back."""

    step = "answer"
    title = "What you hear back"
    receipt = one_of(
        "Shall we e-mail you when something changes?",
        [("yes", "Yes. The e-mail holds the reference and a link, and nothing about the person"), ("no", "No")],
    )
    person_agrees = one_of(
        "Does the person agree that we tell you how far we are?",
        [("yes", "Yes"), ("no", "No, or they were not asked")],
        description="Without that we tell you that it has arrived, and no more.",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """An e-mail needs an address."""
        sound = bool(super().validate(extra_validators))
        if self.receipt.data == "yes" and not self.details.get("you", {}).get("email"):
            return self.refuse("receipt", "You gave no e-mail address. Choose No, or go back and write one")
        return sound


FORMS: dict[str, type[StepForm]] = {
    form.step: form
    for form in (
        YouForm,
        PersonForm,
        AgreementForm,
        SafetyForm,
        WorriesForm,
        DailyForm,
        SituationForm,
        HouseholdForm,
        ReachForm,
        AnswerForm,
    )
}
