"""Ways to reach somebody are found however they are disguised, and what people say of their lives is let be."""

import pytest

from app.publishing.checks import contact_details_in, links_in

DISGUISED = (
    # Figures apart, in other signs, in words, in both.
    "0 7 7 0 0   9 0 0   1 2 3",
    "0.7.7.0.0.9.0.0.1.2.3",
    "0,7,7,0,0,9,0,0,1,2,3",
    "0/7/7/0/0/9/0/0/1/2/3",
    "0…7…7…0…0…9…0…0…1…2…3",
    "07700, 900, 123",
    "07700 / 900123",
    "07700 then 900 then 123",
    "0\u200b7\u200b7\u200b0\u200b0\u200b9\u200b0\u200b0\u200b1\u200b2\u200b3",
    "0\u20607700\ufeff900\u00ad123",
    "0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣",
    "⓪⑦⑦⓪⓪⑨⓪⓪①②③",
    "⓿❼❼⓿⓿❾⓿⓿❶❷❸",
    "𝟎𝟕𝟕𝟎𝟎 𝟗𝟎𝟎 𝟏𝟐𝟑",
    "⁰⁷⁷⁰⁰⁹⁰⁰¹²³",
    "०७७०० ९००१२३",
    "০৭৭০০ ৯০০১২৩",
    "〇七七〇〇九〇〇一二三",
    "O77OO 9OO I23",
    "o77oo-9oo-l23",
    "zero seven seven zero zero nine zero zero one two three",
    "Zero. Seven. Seven. Zero. Zero. Nine. Zero. Zero. One. Two. Three.",
    "zerosevensevenzerozeroninezerozeroonetwothree",
    "oh double seven double oh nine double oh one two three",
    "oh seventy seven hundred nine hundred one twenty three",
    "nought seven seven 00 nine 00 one 2 three",
    "z3ro s3ven s3ven z3ro z3ro n1ne z3ro z3ro 0ne tw0 thr33",
    "plus four four seven seven zero zero nine zero zero one two three",
    "seven seven double oh, nine double oh, one two three",
    "7700 900123",
    "zero siedem siedem zero zero dziewięć zero zero jeden dwa trzy",
    "dim saith saith dim dim naw dim dim un dau tri",
    "sifar saat saat sifar sifar nau sifar sifar ek do teen",
    "صفر سات سات صفر صفر نو صفر صفر ایک دو تین",
    "ноль семь семь ноль ноль девять ноль ноль один два три",
    "my number is 960 123",
    "my mobile number ends in 900123",
    # E-mail.
    "jo bell＠example．org",
    "jo@example。org",
    "jo <at> example <dot> org",
    "jo -at- example -dot- org",
    "jo_at_example_dot_org",
    "joATexampleDOTorg",
    "jo(a)example(.)org",
    "jo@example,org",
    "jo @ example . org",
    "j o @ e x a m p l e . o r g",
    "jo małpa example kropka org",
    "jo arroba example punto com",
    "jo arobase example point com",
    "jo ایٹ example ڈاٹ com",
    "jobell at gmail",
    "jo.bell @ hot mail",
    "my gmail is jobell",
    "jо@ехаmple.оrg",
    "jö@exámple.org",
    # Elsewhere.
    "W h a t s a p p me",
    "w-h-a-t-s-a-p-p me",
    "Whаtsаpp me",
    "What\u200bsApp me",
    "ᴡʜᴀᴛꜱᴀᴘᴘ me",
    "wattsapp me",
    "what's app me",
    "I am on insta as jobell",
    "look me up on fb",
    "Jo Bell on Facebook",
    "IG: jobell",
    "snap - my snapchat name is jobell",
    "telegram @ jo_bell",
    "my user name is jobell",
    "jobell#1234",
    "t . me / jobell or t.me/jobell",
    "example . com",
    "w w w . example . com",
    "example kropka com",
    # Where somebody lives.
    "TS18  1AU",
    "TS18-1AU",
    "T S 1 8 1 A U",
    "I am at 12 mill lane",
    "I live at Rose Cottage, Mill Lane",
    "We live on Mill Road",
    "///filled.count.soap",
    "54.57412, -1.31870",
)

INNOCENT = (
    "I can come on Mondays and Thursdays, 9 to 11, and for 2 hours on Sundays.",
    "I ask £14.50 an hour, or £16 at weekends, and can do 12 to 16 hours a week.",
    "I am 54, have two children of 12 and 15, and a dog called Max.",
    "We could meet at the library at 10.30 or at one.",
    "Two people come twice a week: one at seven, one at nine.",
    "I worked 3 years in a care home, 2015 to 2018, then 5 years with one family.",
    "My mum is 87 and lives with us; she gets up at 7, 7.30 on Sundays.",
    "Free 09.00-12.00, 13.00-15.30 and 18.00-21.00, all 7 days.",
    "Mon 0900-1700, Tue 0900-1300, Wed 1000-1200.",
    "0900, 1000, 1100 or 1200: any of these would do.",
    "From 5 January 2027 to 31 March 2027, 10 hours a week.",
    "01/02/2027, 08/02/2027 and 15/02/2027 would suit us.",
    "Count to ten with him: one, two, three, four, five, six, seven, eight, nine, ten.",
    "He counts zero, one, two, three, four, five, six, seven, eight, nine.",
    "She takes tablets at 8, 12, 4 and 8; 1 white one, 2 pink ones.",
    "It is about 15 minutes along the road from the bus station.",
    "We are 5 minutes from the main road and 2 miles from town.",
    "I can drive 20 miles, along country lanes too.",
    "There are 2 steps at the door and 14 stairs.",
    "The number 7 bus and the number 38 stop near by.",
    "I have NVQ level 2 and level 3 and a first aid certificate from 2024.",
    "My DBS certificate was seen in March 2025.",
    "I need help with my e-mail and with forms on the computer.",
    "She wants help to use Facebook and WhatsApp to see her grandchildren.",
    "I can help with Zoom, Skype and FaceTime calls to family.",
    "He likes to be on Facebook in the evening.",
    "I do not use Instagram, Snapchat or TikTok.",
    "Do you have a telephone? I find it hard to hear.",
    "Can you help me phone the doctor and the bank?",
    "I am good at cooking and at being patient.",
    "What is the point of going out? Come and show me.",
    "Look at this. Full stop. That is all I want.",
    "We have a cat, Dot, and a budgie.",
    "Dot is 92 and is at home all day.",
    "At home I use a frame; at the shops a wheelchair.",
    "I follow @ home exercises on the television.",
    "Meet @ 10am or @10.30am, as you like.",
    "My signal is bad at home, so knock twice.",
    "I read telegrams in the war, and was a messenger.",
    "I speak Polish: mówię po polsku, pomagam w domu i gotuję.",
    "Dwa razy w tygodniu, trzy godziny, proszę przyjść o dziewiątej.",
    "Rwy’n siarad Cymraeg; dau neu dri bore yr wythnos.",
    "میں ہفتے میں دو دن، تین گھنٹے کام کر سکتی ہوں۔",
    "Я говорю по-русски и могу приходить два раза в неделю.",
    "Μιλάω ελληνικά και μαγειρεύω καλά.",
    "J’ai deux enfants, six ans et neuf ans.",
    "Uno o dos días por semana, de cinco a nueve.",
    "Vitamin B12 and D3, 1000 mg, 2 a day.",
    "Her blood sugar is 5.4 to 7.8, and we write it down.",
    "Oxygen at 2 litres, peg feed at 125 ml an hour.",
    "I weigh 60 kg and he weighs 95 kg, so we need the hoist.",
    "He was in the R.A.F. and likes the B.B.C. news.",
    "Tea, toast, tablets, teeth, then a walk.",
    "Road safety matters to me; I passed my test in 1998.",
    "I love gardens, hill walking and the sea.",
    "I lived in Leeds and Hull, then came home to Stockton.",
    "Place names are hard for him since his stroke.",
    "You can reach me through this site; I look every day.",
    "I would like to share how to reach me when you are ready.",
    "My first name is Jo. I answer within a day.",
    "1 to 1 support, 2 to 1 for outings.",
    "24/7 is not needed; 4 nights out of 7 would be.",
    "PA needed for a man of 25 with autism, 3 evenings, 6-9pm.",
    "The rate is 14.50 to 15.20, with 28 days of paid holiday (5.6 weeks).",
    "I use a Mac and an app to read aloud.",
)


@pytest.mark.parametrize("words", DISGUISED)
def test_a_way_to_reach_somebody_is_found_in_disguise(words: str) -> None:
    assert contact_details_in(words) or links_in(words)
    assert contact_details_in(f"Hello. I would like that; {words}. Thank you!") or links_in(f"So: {words}, please")


@pytest.mark.parametrize("words", INNOCENT)
def test_what_people_say_of_their_lives_is_let_be(words: str) -> None:
    assert (*contact_details_in(words), *links_in(words)) == ()


@pytest.mark.parametrize("words", ["W h a t s a p p me", "oh double seven double oh nine double oh one two three"])
def test_what_was_disguised_is_quoted_as_its_writer_wrote_it(words: str) -> None:
    assert contact_details_in(f"Please, {words}")[0].text in words


def test_the_tables_are_long_enough_to_say_something() -> None:
    assert len(DISGUISED) >= 60
    assert len(INNOCENT) >= 60
