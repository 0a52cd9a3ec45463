"""`flask guidance facts` says what is still to be looked up, and does not let a live site pass before it is."""

import time_machine

from app.guidance.api import facts

LIVE = {"sample = true": "sample = false"}


def said_by(client):
    return client.application.test_cli_runner().invoke(args=["guidance", "facts"])


def test_every_fact_is_listed_with_its_source(council_that_says):
    said = said_by(council_that_says("[confirmed_facts]\ncapital = 2026-11-20")).output
    assert all(fact.source in said for fact in facts().values())
    assert "capital: confirmed on 2026-11-20." in said
    assert "free_by_law: not confirmed." in said


def test_a_sample_council_may_leave_them_open(council_that_says):
    assert said_by(council_that_says("")).exit_code == 0


def test_a_live_site_may_not(council_that_says):
    assert said_by(council_that_says("", **LIVE)).exit_code == 1


@time_machine.travel("2026-12-01 12:00Z", tick=False)
def test_a_live_site_that_has_confirmed_all_passes(council_that_says):
    confirmed = "\n".join(f"{id} = 2026-11-25" for id in facts())
    assert said_by(council_that_says(f"[confirmed_facts]\n{confirmed}", **LIVE)).exit_code == 0


@time_machine.travel("2027-04-02 12:00Z", tick=False)
def test_what_is_due_again_stops_it(council_that_says):
    confirmed = "\n".join(f"{id} = 2026-11-25" for id in facts())
    said = said_by(council_that_says(f"[confirmed_facts]\n{confirmed}", **LIVE))
    assert said.exit_code == 1
    assert "capital: to be looked up again." in said.output


def test_what_somebody_only_remembers_is_kept_from_the_residents_of_a_live_site(council_that_says):
    said = said_by(council_that_says("", **LIVE)).output
    assert "pay_2026_27: not confirmed, and kept from residents." in said
