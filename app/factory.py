"""The composition root: the only module that knows every room."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from click import Command
from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import access, db
from app.accounts import api as accounts_api
from app.accounts import cli as accounts_commands
from app.accounts import views as accounts
from app.accounts import views_links as staff_links
from app.accounts import views_mailed as your_sign_in
from app.accounts import views_own as own_account
from app.accounts import views_passkeys as passkeys
from app.accounts import views_public as your_account
from app.accounts import views_register as staff_register
from app.accounts import views_second_factor as second_factor
from app.accounts import views_single_sign_on as single_sign_on
from app.appointments import api as appointments_api
from app.appointments import cli as appointments_commands
from app.appointments import views as appointments
from app.appointments import views_staff as staff_appointments
from app.assessment import api as assessment_api
from app.assessment import cli as assessment_commands
from app.assessment import views as assessment
from app.assessment import views_carer, views_keep, views_plan, views_return, views_staff
from app.assessment.review import check_rules
from app.assessment.rules import TABLE
from app.audit import cli as audit_commands
from app.audit.domain import staff_member
from app.case_systems import api as case_systems_api
from app.case_systems import cli as case_systems_commands
from app.case_systems import views as case_systems
from app.case_systems import views_api as case_systems_for_programs
from app.collections import api as collections_api
from app.collections import cli as collections_commands
from app.collections import views as collections
from app.collections import views_staff as staff_collections
from app.config import ROOT, Config
from app.contact_centre import api as contact_centre_api
from app.contact_centre import (
    views_call,
    views_case,
    views_died,
    views_end,
    views_follow_up,
    views_introduce,
    views_introduction,
    views_letters,
    views_queue,
)
from app.content_extractor import check_translated, content_files
from app.councils import api as councils
from app.councils.domain import Room
from app.directory import api as directory_api
from app.directory import cli as directory_commands
from app.directory import views as directory
from app.directory import views_listings as listings
from app.directory import views_map, views_search_staff
from app.directory.reading import service_pages as directory_pages
from app.employing import pages as employing_pages
from app.employing import views as employing
from app.equipment import api as equipment_api
from app.equipment import views as equipment
from app.events import api as events_api
from app.guidance import api as guidance_api
from app.guidance import cli as guidance_commands
from app.guidance import views as guidance
from app.helplines import views as helplines
from app.helplines import views_council as council_helplines
from app.insights import api as insights_api
from app.insights import cli as insights_commands
from app.insights import views_public as performance
from app.insights import views_staff as figures
from app.listings import api as listings_api
from app.listings import cli as listings_commands
from app.listings import keeping_true
from app.listings.claims import claiming
from app.listings.claims import views as your_claims
from app.listings.claims import views_editors as your_editors
from app.listings.claims import views_groups as groups
from app.listings.claims import views_staff as staff_claims
from app.listings.editing import views as own_listing
from app.listings.letters import views as views_letter
from app.listings.micro_enterprises import views as micro_enterprises
from app.listings.public import views as listing_pictures
from app.listings.sharing import views as group_shares
from app.listings.sharing import views_own as own_shares
from app.listings.still_right import views as views_still_right
from app.listings.still_right import views_ringing
from app.listings.use import views as views_helpful
from app.lists import api as lists_api
from app.lists import views as lists
from app.lists import views_shared as shared_lists
from app.lists import views_staff as staff_lists
from app.messages import api as messages
from app.messages import cli as messages_commands
from app.messages import views as messages_pages
from app.messages import views_stuck as stuck_messages
from app.messages.domain import Chore
from app.navigation import NAVIGATION
from app.needs.api import vocabulary
from app.open_data import api as open_data_api
from app.open_data import views as open_data
from app.open_data import views_old as open_data_old
from app.open_data import views_pages as open_data_pages
from app.pa_finder import api as pa_finder_api
from app.pa_finder import cli as pa_finder_commands
from app.pa_finder import views_adverts as pa_adverts
from app.pa_finder import views_become as pa_become
from app.pa_finder import views_callers as pa_callers
from app.pa_finder import views_find as pa_finder
from app.pa_finder import views_messages as pa_messages
from app.pa_finder import views_own as pa_own
from app.pa_finder import views_staff as staff_pas
from app.pa_finder import views_talk_staff as staff_pa_talk
from app.places import cli as places_commands
from app.problems import api as problems_api
from app.problems import views as problems
from app.problems import views_council as council_problems
from app.professionals import api as professionals_api
from app.professionals import views as professionals
from app.publishing import api as publishing_api
from app.publishing import views as publishing
from app.publishing import views_staff as own_pages
from app.referrals import api as referrals_api
from app.referrals import views_resident
from app.registered import api as registered_api
from app.registered import cli as registered_commands
from app.registered import views as registered
from app.schema import cli as schema_commands
from app.search import api as search_api
from app.sources import api as sources_api
from app.sources import cli as sources_commands
from app.sources import spreadsheet_work, views_duplicates, views_listings, views_spreadsheets
from app.sources import views as sources
from app.stopping import api as stopping_api
from app.stopping import cli as stopping_commands
from app.triage import api as triage_api
from app.triage import views_answer as case_answers
from app.triage import views_case as cases
from app.triage import views_list as list_of_cases
from app.triage import views_rules as judged_rules
from app.unmatched import api as unmatched_api
from app.unmatched import cli as unmatched_commands
from app.web import (
    addresses,
    compiled,
    components,
    errors,
    findable,
    headers,
    language,
    pages,
    resend,
    skeletons,
    specimen,
    translations,
    words,
)
from app.web.signed_session import SignedSession

MOST_BYTES_OF_A_FORM = 1_000_000

ROOMS: tuple[Blueprint, ...] = (
    assessment.blueprint,
    views_return.blueprint,
    views_staff.blueprint,
    views_keep.blueprint,
    views_carer.blueprint,
    views_plan.blueprint,
    directory.blueprint,
    views_search_staff.blueprint,
    views_map.blueprint,
    equipment.blueprint,
    guidance.blueprint,
    employing.blueprint,
    helplines.blueprint,
    council_helplines.blueprint,
    lists.blueprint,
    collections.blueprint,
    staff_collections.blueprint,
    shared_lists.blueprint,
    staff_lists.blueprint,
    appointments.blueprint,
    professionals.blueprint,
    staff_appointments.blueprint,
    pa_become.blueprint,
    pa_finder.blueprint,
    pa_own.blueprint,
    staff_pas.blueprint,
    views_resident.blueprint,
    list_of_cases.blueprint,
    cases.blueprint,
    case_answers.blueprint,
    judged_rules.blueprint,
    messages_pages.blueprint,
    stuck_messages.blueprint,
    case_systems.blueprint,
    case_systems_for_programs.blueprint,
    sources.blueprint,
    views_duplicates.blueprint,
    views_listings.blueprint,
    problems.blueprint,
    council_problems.blueprint,
    listings.blueprint,
    own_listing.blueprint,
    listing_pictures.blueprint,
    own_shares.blueprint,
    group_shares.blueprint,
    micro_enterprises.blueprint,
    views_still_right.blueprint,
    views_helpful.blueprint,
    views_letter.blueprint,
    views_ringing.blueprint,
    open_data.blueprint,
    open_data_old.blueprint,
    open_data_pages.blueprint,
    open_data_pages.files,
    registered.blueprint,
    views_spreadsheets.blueprint,
    views_queue.blueprint,
    views_letters.blueprint,
    views_call.blueprint,
    views_end.blueprint,
    views_introduce.blueprint,
    views_case.blueprint,
    views_introduction.blueprint,
    views_died.blueprint,
    views_follow_up.blueprint,
    figures.blueprint,
    performance.blueprint,
    publishing.blueprint,
    own_pages.blueprint,
    accounts.blueprint,
    second_factor.blueprint,
    staff_links.blueprint,
    own_account.blueprint,
    passkeys.blueprint,
    single_sign_on.blueprint,
    staff_register.blueprint,
    pa_adverts.blueprint,
    pa_messages.blueprint,
    staff_pa_talk.adverts,
    staff_pa_talk.reports,
    pa_callers.blueprint,
    groups.blueprint,
    your_claims.blueprint,
    your_editors.blueprint,
    your_editors.invitations,
    staff_claims.blueprint,
    your_sign_in.blueprint,
    your_account.blueprint,
)
COMMANDS: tuple[Command, ...] = (
    schema_commands.commands,
    assessment_commands.commands,
    directory_commands.commands,
    directory_commands.search_commands,
    places_commands.commands,
    accounts_commands.commands,
    audit_commands.commands,
    unmatched_commands.commands,
    guidance_commands.commands,
    collections_commands.commands,
    appointments_commands.commands,
    pa_finder_commands.commands,
    stopping_commands.commands,
    sources_commands.commands,
    registered_commands.commands,
    insights_commands.commands,
    messages_commands.commands,
    messages_commands.worker,
    case_systems_commands.commands,
    listings_commands.commands,
)
# The pages, by blueprint or endpoint, that go when a council switches a room off.
DOORS: Mapping[Room, frozenset[str]] = {
    Room.EQUIPMENT: frozenset({"equipment"}),
    Room.GUIDANCE: frozenset({"guidance"}),
    Room.PLAN_PDF: frozenset({"plan.pdf", "lists.pdf"}),
    Room.PERSONAL_ASSISTANTS: frozenset(
        (
            *("pa_finder", "pa_become", "pa_own", "pa_adverts", "pa_messages"),
            *("staff_pas", "staff_pa_adverts", "staff_pa_reports", "staff_pa_callers", "plan.begin_advert"),
        )
    ),
    Room.EMPLOYING: frozenset({"employing"}),
}
# What search engines may list, by blueprint or endpoint: pages that are the same for everybody.
FINDABLE = frozenset(
    (
        *("pages.start", "pages.accessibility", "pages.privacy", "pages.cookies", "assessment.before"),
        *("directory.search", "directory.service", "equipment.start", "helplines.listed", "referrals.ask"),
        *("guidance", "employing", "collections", "appointments.listed", "professionals.start", "groups.start"),
        *("pa_become.explained", "open_data.explained", "performance.shown"),
    )
)
CHORES = (
    Chore("delete expired forms", timedelta(minutes=10), assessment_api.delete_expired),
    Chore("wipe what was deleted", timedelta(minutes=10), db.wipe_what_was_deleted),
    referrals_api.forgetting_closed_cases(),
    accounts_api.forgetting_old_sessions(),
    *accounts_api.answering_lost_passwords(),
    Chore("delete old counts of unmatched needs", timedelta(days=1), unmatched_api.delete_old),
    Chore("delete old events of the front door", timedelta(days=1), events_api.delete_old),
    stopping_api.forgetting_old_counts(),
    open_data_api.making_files(),
    problems_api.forgetting_old_problems(),
    directory_api.hiding_old_listings(),
    *listings_api.chores(),
    *keeping_true.chores(),
    claiming.forgetting_old_claims(),
    lists_api.forgetting_old_lists(),
    insights_api.keeping_figures(),
    *contact_centre_api.chores(),
    *appointments_api.chores(),
    *professionals_api.chores(),
    *pa_finder_api.chores(),
    *spreadsheet_work.chores(),
    *sources_api.chores(),
    *registered_api.chores(),
    *case_systems_api.chores(),
    *publishing_api.chores(),
)


def create_app(config: Config) -> Flask:
    """Builds the application, or refuses to start with one clear line."""
    app = Flask("app", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    _configure(app, config)
    councils.init_app(app)
    check_rules(app.extensions["council"], TABLE)
    vocabulary()  # both read now, so that a wrong file stops the start
    search_api.dangers()
    for shared in (addresses, db, translations, language, resend, errors, headers, components, skeletons, words, pages):
        shared.init_app(app)
    check_translated(content_files(ROOT), translations.complete_catalogues(app))
    equipment_api.init_app(app)
    messages.init_app(app, CHORES, lambda: staff_member(accounts_api.signed_in_staff().id))
    accounts_api.init_app(app, access.TABLE, NAVIGATION)
    guidance_api.init_app(app)
    employing_pages.contacts()  # read now, so that a wrong file stops the start
    publishing_api.init_app(app)
    listings_api.init_app(app)
    keeping_true.init_app(app)
    claiming.init_app(app)
    open_data_api.init_app(app)
    registered_api.init_app(app, directory_api.Listings())
    case_systems_api.init_app(app)
    pa_finder_api.connect(app, referrals_api.raise_concern)
    pa_finder_api.init_app(app)
    triage_api.init_app(app, contact_centre_api.death_taken_back)
    for blueprint in (*ROOMS, specimen.blueprint) if config.SPECIMEN else ROOMS:
        app.register_blueprint(blueprint)
    for commands in COMMANDS:
        app.cli.add_command(commands)
    access.check(app.url_map)
    councils.close_rooms(app, DOORS)
    findable.init_app(app, FINDABLE | pa_finder_api.findable_pages(app), _addresses)
    return app


def _addresses() -> Iterator[tuple[str, date | None]]:
    """Every page that names a thing and that search engines may list."""
    yield from directory_pages.addresses()
    yield from collections_api.addresses()
    yield from pa_finder_api.addresses()


def _configure(app: Flask, config: Config) -> None:
    app.config.from_mapping({name: getattr(config, name) for name in config.__dataclass_fields__})
    app.config.update(
        BEHIND_TLS=config.behind_tls,
        STAFF_HOME="triage.listed",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
        MAX_CONTENT_LENGTH=MOST_BYTES_OF_A_FORM,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES_OF_A_FORM,
        SESSION_COOKIE_NAME="__Host-session" if config.behind_tls else "session",
        SESSION_COOKIE_SECURE=config.behind_tls,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=12 * 60 * 60,
    )
    if config.TRUSTED_PROXIES:
        # Outside everything, so that all code sees the person's address and scheme rather than the proxy's.
        trusted = config.TRUSTED_PROXIES
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    app.session_interface = SignedSession(app)
    compiled.prepare(app, config.DATA_DIR / "templates")
