"""Whom a listing is for, which languages, whether one is referred and who runs it: read only where it is plain."""

import pytest

from app.directory.domain import Eligibility, Finding, How, Kind, Language, Organisation, Service
from app.directory.importing.findings import find_out
from app.needs.api import vocabulary


def found(kind: Kind, **fields: object) -> dict[str, How]:
    service = find_out(Service(**({"id": "1", "name": "A"} | fields)), vocabulary(), "")  # type: ignore[arg-type]
    return {finding.value: finding.how for finding in service.found(kind)}


@pytest.mark.parametrize(
    ("words", "audience"),
    [
        ("Day activities for adults with learning disabilities.", {"learning-disability"}),
        ("We support isolated men and women.", {"men", "women"}),
        ("A café for people living with dementia and their carers.", {"dementia", "carers"}),
        ("Open to deaf and hard of hearing people.", {"hearing-loss"}),
        ("Our trustees are women and men of the town.", set()),
        ("Lift for disabled people.", set()),
        ("She worked with veterans before.", set()),
    ],
)
def test_an_audience_is_read_where_the_text_says_for_whom(words: str, audience: set[str]) -> None:
    assert found(Kind.AUDIENCE, description=words).keys() == audience


def test_the_name_of_a_service_says_whom_it_is_for() -> None:
    assert found(Kind.AUDIENCE, name="Folkestone Men's Shed") == {"men": How.READ}
    assert found(Kind.AUDIENCE, organisation=Organisation("o", "Skylark Young Carers")) == {"carers": How.READ}


def test_a_field_about_who_may_come_is_a_record() -> None:
    assert found(Kind.AUDIENCE, eligibility_description="Unpaid carers") == {"carers": How.RECORDED}
    assert found(Kind.AUDIENCE, eligibility=(Eligibility("e", "Veterans"),)) == {"veterans": How.RECORDED}


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("Gujarati, Hindi, Punjabi & Urdu spoken. Access to interpreters.", {"gu", "hi", "pa", "ur"}),
        ("Languages spoken: English, Romanian.", {"ro"}),
        ("A group for Punjabi-speaking women.", {"pa"}),
        ("Services in Polish, Romanian and Bulgarian, with others upon notice.", {"pl", "ro", "bg"}),
        ("Newspapers are available in Urdu.", set()),
        ("Courses in Spanish and cooking.", set()),
        ("Polish your shoes with us.", set()),
    ],
)
def test_a_language_is_read_where_somebody_speaks_it(words: str, languages: set[str]) -> None:
    assert found(Kind.LANGUAGE, description=words).keys() == languages


def test_recorded_languages_have_one_code_each_and_signing_is_access() -> None:
    spoken = (Language("1", "Farsi"), Language("2", "Persian", "fa-IR"), Language("3", "British Sign Language", "bfi"))
    assert found(Kind.LANGUAGE, languages=spoken) == {"fa": How.RECORDED}
    assert found(Kind.ACCESS, languages=spoken) == {"sign-language": How.RECORDED}


@pytest.mark.parametrize(
    ("words", "referral"),
    [
        ("By referral only.", {"needed"}),
        ("You need to be referred by your GP.", {"needed"}),
        ("Referred by a social worker, or self-refer on our website.", {"not-needed"}),
        ("You do not have to be registered or need a referral.", {"not-needed"}),
        ("Just turn up.", {"not-needed"}),
        ("For more about a referral ring us.", set()),
    ],
)
def test_how_to_join_is_read_where_it_is_plain(words: str, referral: set[str]) -> None:
    assert found(Kind.REFERRAL, description=words).keys() == referral


def test_a_field_about_joining_is_a_record_and_outweighs_the_description() -> None:
    told = {"application_process": "Referral only", "description": "All welcome."}
    assert found(Kind.REFERRAL, **told) == {"needed": How.RECORDED}


@pytest.mark.parametrize(
    ("organisation", "kind"),
    [
        ("Kent County Council", {"council"}),
        ("London Borough of Hounslow", {"council"}),
        ("London Borough of Hounslow Swimming Club", {"community"}),
        ("Council for Voluntary Service", set()),
        ("West London NHS Trust", {"nhs"}),
        ("Etchinghill Residents Association", {"community"}),
        ("Bluebird Limited", set()),
    ],
)
def test_who_runs_a_service_is_read_in_the_name_of_the_organisation(organisation: str, kind: set[str]) -> None:
    assert found(Kind.RUN_BY, organisation=Organisation("o", organisation)).keys() == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We are registered with the Care Quality Commission.", {"regulated"}),
        ("To complain about care, ring the Care Quality Commission.", set()),
        ("Ada is a micro-enterprise: one carer, five homes.", {"micro"}),
        ("Wheelchair hire and loans of equipment.", {"equipment"}),
        ("A registered charity run by volunteers.", {"community"}),
    ],
)
def test_who_runs_a_service_is_read_in_plain_words(words: str, kind: set[str]) -> None:
    assert found(Kind.RUN_BY, description=words).keys() == kind


def test_each_finding_keeps_the_words_that_led_to_it() -> None:
    service = find_out(Service("1", "A", description="For people with dementia. By referral only."), vocabulary(), "")
    assert Finding(Kind.AUDIENCE, "dementia", How.READ, "For people with dementia") in service.findings
    assert Finding(Kind.REFERRAL, "needed", How.READ, "By referral only") in service.findings


@pytest.mark.parametrize(
    "words", ["for all people and " * 1000, "polish, " * 2500, "polish" + " " * 10000 + "x", "do not " * 2800]
)
def test_words_without_end_are_read_to_their_end(words: str) -> None:
    """When this fails it does not end: a listing was written to keep the import busy for ever."""
    assert Kind.RUN_BY not in {
        finding.kind for finding in find_out(Service("1", "A", description=words), vocabulary(), "").findings
    }
