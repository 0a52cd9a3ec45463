"""The form of the search page. It is sent by GET: an address holds what a person typed and chose, and no more."""

from flask_babel import get_locale, lazy_gettext
from wtforms import Form, SelectField, StringField

from app.directory.finding import filters
from app.directory.finding.filters import ANY_DISTANCE, MILES, MILES_AT_FIRST
from app.directory.finding.search_address import LONGEST_TYPED


class SearchForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """Words, a place and how far. What is sent is read by `search_address`."""

    q = StringField(lazy_gettext("What are you looking for?"), render_kw={"maxlength": LONGEST_TYPED})
    postcode = StringField(
        lazy_gettext("Postcode"), render_kw={"autocomplete": "postal-code", "maxlength": LONGEST_TYPED}
    )
    miles = SelectField(lazy_gettext("How far"), default=MILES_AT_FIRST)

    def __init__(self, miles: str) -> None:
        super().__init__(data={"miles": miles})
        language = str(get_locale())
        self.miles.choices = [(code, filters.distance_words(language, code)) for code in (*MILES, ANY_DISTANCE)]
