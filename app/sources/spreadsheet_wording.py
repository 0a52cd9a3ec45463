"""The words that staff read about spreadsheets: what a sheet can hold, what a column can say, where one stands."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.directory.api import spreadsheets as directory
from app.sources.spreadsheet_domain import Said, Stage

_ = lazy_gettext

HOLDS: Mapping[directory.Holds, LazyString] = {
    directory.Holds.SERVICES: _("Services"),
    directory.Holds.ORGANISATIONS: _("Organisations"),
    directory.Holds.LOCATIONS: _("Places"),
    directory.Holds.SERVICE_LOCATIONS: _("Which service is at which place"),
    directory.Holds.CATEGORIES: _("Categories"),
    directory.Holds.SERVICE_CATEGORIES: _("Which service is in which category"),
    directory.Holds.NOTHING: _("Nothing that we need"),
}

_OF_A_PLACE: Mapping[str, LazyString] = {
    "location_name": _("Name of the place"),
    "address_1": _("Address, first line"),
    "address_2": _("Address, second line"),
    "address_3": _("Address, third line"),
    "city": _("Town"),
    "county": _("County"),
    "postcode": _("Postcode"),
    "country": _("Country"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "access": _("Access (ways in, lifts, toilets)"),
}

FIELDS: Mapping[directory.Holds, Mapping[str, LazyString]] = {
    directory.Holds.SERVICES: {
        "id": _("Its own id"),
        "name": _("Name of the service"),
        "organisation_id": _("Id of the organisation"),
        "organisation": _("Name of the organisation"),
        "location_id": _("Ids of the places"),
        "location": _("Names of the places"),
        "description": _("What it is (several columns are put one below another)"),
        "status": _("Whether it runs (active, inactive …)"),
        "url": _("Web address"),
        "email": _("E-mail address of the service"),
        "phone": _("Telephone number"),
        "contact_name": _("Whom to ask for"),
        "contact_email": _("E-mail address of the contact"),
        "free": _("Whether it is free (yes or no)"),
        "fees": _("What it costs"),
        "ages": _("Ages in words"),
        "minimum_age": _("Youngest age"),
        "maximum_age": _("Oldest age"),
        "for_whom": _("Whom it is for"),
        "how_to_join": _("How to join"),
        "wait_time": _("How long one waits"),
        "times": _("Days and times in words"),
        "languages": _("Languages spoken"),
        "categories": _("Categories"),
        "area": _("The area that it covers"),
        "checked": _("The day somebody checked it"),
        **_OF_A_PLACE,
    },
    directory.Holds.ORGANISATIONS: {
        "id": _("Its own id"),
        "name": _("Name"),
        "description": _("What it does"),
        "url": _("Web address"),
        "email": _("E-mail address"),
    },
    directory.Holds.LOCATIONS: {
        "id": _("Its own id"),
        **_OF_A_PLACE,
    },
    directory.Holds.SERVICE_LOCATIONS: {
        "service_id": _("Id of the service"),
        "location_id": _("Id of the place"),
    },
    directory.Holds.CATEGORIES: {
        "id": _("Its own id"),
        "name": _("Name"),
    },
    directory.Holds.SERVICE_CATEGORIES: {
        "service_id": _("Id of the service"),
        "category_id": _("Id of the category"),
    },
    directory.Holds.NOTHING: {},
}

ANY_COLUMN: Mapping[str, LazyString] = {
    directory.KEEP: _("Keep it with the record, not shown"),
    directory.LEAVE_OUT: _("Do not take it"),
}

STAGES: Mapping[Stage, LazyString] = {
    Stage.MATCHING: _("Columns to match"),
    Stage.CHECKING: _("Being checked"),
    Stage.CHECKED: _("For you to decide"),
    Stage.TAKING: _("Being taken in"),
    Stage.WRITTEN: _("Being taken in"),
    Stage.TAKEN: _("Taken in"),
    Stage.UNDOING: _("Being undone"),
    Stage.PUT_BACK: _("Being undone"),
    Stage.UNDONE: _("Undone"),
    Stage.FAILED: _("Could not be read"),
}

SAID: Mapping[str, LazyString] = {
    Said.TRIED_OFTEN: _("It did not work, although we tried several times. Tell whoever runs this service."),
    Said.NO_FILE: _("Its file is no longer here. Upload it again."),
    Said.NOT_KEPT: _("What was there before is no longer kept, so it cannot be undone."),
    Said.CHANGED_SINCE: _("Some of these services were changed since, by a later import or by staff. Undo that first."),
}
