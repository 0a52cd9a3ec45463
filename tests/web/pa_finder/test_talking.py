"""Talking inside the site: first names alone, until both agree; and what somebody reports."""

from tests import talking


def test_each_reads_what_the_other_says_and_is_told_by_one_e_mail(app):
    talk = talking.pair(app)
    assert talking.say(talk.seeker, talk, "Hello, I am looking for somebody on Mondays.") == 303
    assert talking.say(talk.seeker, talk, "And on Fridays.") == 303
    assert "Read 2 new messages" in talk.pa.get("/personal-assistants/messages/").text
    assert "looking for somebody on Mondays" in talk.pa.get(talk.address).text
