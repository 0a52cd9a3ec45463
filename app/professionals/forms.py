"""The first pages of a professional's referral: who refers whom, on what grounds, and what worries them."""

from typing import Any

from wtforms import BooleanField

from app.kernel.postcode import NotAPostcode, Postcode, outward_code
from app.professionals.domain import NONE, RATHER_NOT_SAY, Agreement
from app.professionals.step_form import A_STORY, StepForm, any_of, line, lines, one_of
from app.web.fields import AgeField, BirthDateField
from app.web.written import email_as_written, number_in


class YouForm(StepForm):
    """Who refers."""

    step = "you"
    title = "Who you are"
    kind = one_of(
        "Where do you work?",
        [
            ("gp", "GP practice or primary care"),
            ("hospital", "Hospital"),
            ("community_health", "Community or mental health service"),
            ("ambulance", "Ambulance service"),
            ("police", "Police"),
            ("fire", "Fire and rescue"),
            ("housing", "Housing"),
            ("care_provider", "Care home or home care"),
            ("group", "Charity or community group"),
            ("other", "Somewhere else"),
        ],
    )
    organisation = line(
        "Organisation and team", description="For example, Sample Ward 4.", render_kw={"autocomplete": "organization"}
    )
    name = line("Your name", render_kw={"autocomplete": "name"})
    role = line("Your role", render_kw={"autocomplete": "organization-title"})
    telephone = line(
        "Work telephone number", description="With the extension or bleep.", render_kw={"autocomplete": "tel"}
    )
    email = line("Work e-mail address", render_kw={"autocomplete": "email", "spellcheck": "false"})

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs to know who asks, and a way to ask back."""
        sound = bool(super().validate(extra_validators))
        named = [
            self.must_have("organisation", "Write the name of your organisation"),
            self.must_have("name", "Write your name"),
            self.must_have("role", "Write your role"),
        ]
        return all([sound, *named, self._can_be_reached()])

    def _can_be_reached(self) -> bool:
        if not self.telephone.data and not self.email.data:
            return self.refuse("telephone", "Write a work telephone number or an e-mail address")
        if self.email.data:
            written = email_as_written(self.email.data)
            if written is None:
                return self.refuse("email", "Write a whole e-mail address, like name@example.org")
            self.email.data = written
        return True


class PersonForm(StepForm):
    """Who is referred."""

    step = "person"
    title = "The person you are worried about"
    name = line("Their name", description="Leave it empty if you do not know it.")
    born = BirthDateField("Date of birth", description="For example, 27 3 1951")
    age = AgeField("Or their age, as near as you know")
    address = lines("Address, or where they can be found")
    postcode = line("Postcode")
    homeless = BooleanField("They have no fixed address")
    telephone = line("Their telephone number")
    nhs_number = line("NHS number", render_kw={"inputmode": "numeric", "spellcheck": "false"})
    gp = line("GP practice")

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs enough to find somebody: a name or a place."""
        sound = bool(super().validate(extra_validators))
        if not self.name.data and not self.address.data:
            self.refuse("name", "Write their name, or where they can be found")
        if self.postcode.data:
            written = _postcode(self.postcode.data)
            if written is None:
                self.refuse("postcode", "We do not know that postcode. Check it, or leave it empty")
            else:
                self.postcode.data = written
        return sound and not self.errors


class AgreementForm(StepForm):
    """On what grounds they are referred."""

    step = "agreement"
    title = "Do they agree?"
    agreement = one_of(
        "Has the person agreed that you tell the council about them?",
        [
            (Agreement.AGREES, "Yes, they agree"),
            (Agreement.CANNOT_BE_ASKED_SAFELY, "They cannot be asked without putting them or somebody else at risk"),
            (
                Agreement.LACKS_CAPACITY,
                "They lack mental capacity for this decision, and it is in their best interests",
            ),
            (Agreement.VITAL_INTERESTS, "Their life is at risk and they cannot answer"),
            (
                Agreement.SAFEGUARDING_DUTY,
                "I have a safeguarding duty, although they do not agree or were not asked",
            ),
            (Agreement.REFUSES, "They say no, and none of these applies"),
        ],
    )
    reason = lines(
        "If they have not agreed: why do you tell us all the same?",
        description="What you saw or heard; who assessed capacity, and when; whom you asked. It is kept.",
    )
    knows = one_of("Do they know that you are telling us?", [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")])

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a ground, and the reason for every ground but agreement."""
        sound = bool(super().validate(extra_validators))
        if not self.must_have("agreement", "Choose what applies"):
            return False
        if Agreement(self.agreement.data) not in (Agreement.AGREES, Agreement.REFUSES):
            return self.must_have("reason", "Write why you tell us without their agreement") and sound
        return sound


class SafetyForm(StepForm):
    """Whether somebody has to act today. The ids of its choices are those of the assessment."""

    step = "safety"
    title = "Is anybody at risk?"
    safety = any_of(
        "What do you know or suspect?",
        [
            ("immediate_danger", "Somebody is in danger now"),
            ("suicidal_thoughts", "Thoughts of suicide or of harming themselves"),
            (
                "abuse",
                "Abuse or neglect by somebody, of any kind: also about money, at home, in care, modern slavery",
            ),
            ("self_neglect", "Self-neglect or hoarding that does them harm"),
            ("no_food_or_heating", "No food, no heating, or no medicine that they cannot do without"),
            (NONE, "None of these, as far as I know"),
            (RATHER_NOT_SAY, "Not sure"),
        ],
        alone=(NONE, RATHER_NOT_SAY),
        description="Choose all that apply. “Not sure” is never read as “safe”.",
    )
    what_happened = lines("What happened, when and where?", A_STORY)
    by_whom = lines(
        "Is somebody thought to cause the harm?",
        description="Who, and do they live with the person, look after them, or read their messages?",
    )
    done_so_far = lines(
        "What have you done already?",
        description="For example, rung 999, told the police, made them safe.",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs an answer that does not contradict itself."""
        sound = bool(super().validate(extra_validators))
        if not self.must_have("safety", "Choose what applies, or “Not sure”"):
            return False
        if len(self.safety.data) > 1 and {NONE, RATHER_NOT_SAY} & set(self.safety.data):
            return self.refuse("safety", "Choose “None of these” or “Not sure” on its own, or take its tick away")
        return sound


class WorriesForm(StepForm):
    """What the professional sees, in their words, and what they ask for."""

    step = "worries"
    title = "What worries you?"
    worries = lines(
        "What worries you, and why now?",
        A_STORY,
        description="Say what you saw and heard yourself, what others told you, and what you think.",
    )
    views = lines("What does the person say about it themselves?", A_STORY)
    asks = any_of(
        "What do you ask the council for?",
        [
            ("assessment", "An assessment of their care and support needs"),
            ("carers_assessment", "An assessment of their carer"),
            ("short_term", "Help for a short time, such as after a hospital stay"),
            ("equipment", "Equipment or changes to the home"),
            ("safeguarding", "A safeguarding enquiry"),
            ("talk", "Somebody to talk it over with me"),
        ],
        description="Choose all that apply. The council decides what happens, with the person.",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs words."""
        sound = bool(super().validate(extra_validators))
        return self.must_have("worries", "Write what worries you") and sound


def number_to_check(text: str) -> str:
    """A doubt about a telephone number that stops nobody."""
    return "" if not text or number_in(text) else f"We may not be able to ring {text}. We keep it as you wrote it."


def _postcode(text: str) -> str | None:
    for read in (Postcode.parse, outward_code):
        try:
            return str(read(text))
        except NotAPostcode:
            continue
    return None
