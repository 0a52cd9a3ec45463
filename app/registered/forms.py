"""The form by which staff say which registered location a listing is."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, ValidationError

from app import db
from app.registered import deciding, store
from app.registered.domain import Listed, Location, typed_id

ONE_LINE = {"autocomplete": "off", "spellcheck": "false"}


class TieForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A listing, and a location of CQC."""

    listing = StringField(
        "Address of the listing's page",
        [InputRequired("Copy the address of the listing's page here")],
        description="Open the listing as residents see it, and copy its address.",
        render_kw=ONE_LINE,
    )
    location = StringField(
        "CQC location ID",
        [InputRequired("Write the location ID, such as 1-123456789")],
        description="Such as 1-123456789. It stands in the address of the page on CQC's site. You can copy that too.",
        render_kw=ONE_LINE,
    )
    listed: Listed
    found: Location

    def validate_listing(self, field: StringField) -> None:
        listed = deciding.listing_typed(field.data or "")
        if listed is None:
            raise ValidationError("We have no listing at this address")
        self.listed = listed

    def validate_location(self, field: StringField) -> None:
        id = typed_id(field.data or "")
        found = store.location(db.session(), id) if id else None
        if found is None:
            raise ValidationError("CQC's list, as we read it last, has no location with this ID")
        self.found = found
