"""What other rooms may ask of the directory."""

from blinker import Namespace

from app.directory.finding.picking import Picking as Picking
from app.directory.finding.search import MILES_FOR_IDEAS as MILES_FOR_IDEAS
from app.directory.finding.search import first_for as first_for
from app.directory.finding.search import found_by as found_by
from app.directory.finding.search import ideas_for as ideas_for
from app.directory.finding.search import ideas_of as ideas_of
from app.directory.finding.search import picked as picked
from app.directory.finding.search import rows_of as rows_of
from app.directory.finding.search import search_for as search_for
from app.directory.importing.feeds import Feed as Feed
from app.directory.importing.feeds import from_address as from_address
from app.directory.importing.feeds import plain_slug as plain_slug
from app.directory.importing.fetching import Bounds as Bounds
from app.directory.importing.fetching import Fetch as Fetch
from app.directory.importing.fetching import Fetcher as Fetcher
from app.directory.importing.fetching import is_private as is_private
from app.directory.importing.findings import OWN_TAXONOMY as OWN_TAXONOMY
from app.directory.importing.ledger import CannotImport as CannotImport
from app.directory.importing.ledger import NotNow as NotNow
from app.directory.importing.ledger import TooManyGone as TooManyGone
from app.directory.importing.own_words import NotThatValue as NotThatValue
from app.directory.importing.own_words import tidy as tidy
from app.directory.importing.pacing import Courteous as Courteous
from app.directory.importing.pacing import Pace as Pace
from app.directory.importing.run import Change as Change
from app.directory.importing.run import Order as Order
from app.directory.importing.run import Prepared as Prepared
from app.directory.importing.run import take_in as take_in
from app.directory.importing.run import with_removals_allowed as with_removals_allowed
from app.directory.published.catalogue import Catalogue as Catalogue
from app.directory.published.catalogue import Glance as Glance
from app.directory.published.catalogue import Page as Page
from app.directory.published.catalogue import Published as Published
from app.directory.published.wanted import Having as Having
from app.directory.published.wanted import Slot as Slot
from app.directory.published.wanted import Wanted as Wanted
from app.directory.published.wanted import Within as Within
from app.directory.reading.besides import Besides as Besides
from app.directory.reading.besides import tell as tell
from app.directory.reading.calendar import calendar_of_all as calendar_of_all
from app.directory.reading.leaflet import ServicePage as ServicePage
from app.directory.reading.leaflet import service_page as service_page
from app.directory.reading.listings import catalogue as catalogue
from app.directory.reading.listings import ended as ended
from app.directory.reading.listings import leaflets as leaflets
from app.directory.reading.listings import listing as listing
from app.directory.reading.listings import shown_instead as shown_instead
from app.directory.reading.listings import version as version
from app.directory.reading.rows import anchor_of as anchor_of
from app.directory.reading.rows import suggested as suggested
from app.directory.record import edits as edits
from app.directory.record.archive import called as called
from app.directory.record.confirming import Said as Said
from app.directory.record.confirming import Word as Word
from app.directory.record.names import Key as Key
from app.directory.record.names import Names as Names
from app.directory.record.registration import is_registered as is_registered
from app.directory.service.areas import NotAnArea as NotAnArea
from app.directory.service.areas import area_given as area_given
from app.directory.service.differences import TOLD as TOLD
from app.directory.service.differences import Difference as Difference
from app.directory.service.differences import FieldChange as FieldChange
from app.directory.service.differences import Happened as Happened
from app.directory.upkeep import ageing
from app.directory.upkeep import spreadsheets as spreadsheets
from app.directory.upkeep.ageing import hiding_old_listings as hiding_old_listings
from app.directory.upkeep.already_listed import already_listed as already_listed
from app.directory.upkeep.duplicates import Likely as Likely
from app.directory.upkeep.duplicates import Reason as Reason
from app.directory.upkeep.duplicates import What as What
from app.directory.upkeep.duplicates import likely_duplicates as likely_duplicates
from app.directory.upkeep.registering import Listings as Listings
from app.directory.upkeep.taking import Likeness as Likeness
from app.directory.upkeep.taking import are_found as are_found
from app.directory.upkeep.taking import feeds_words as feeds_words
from app.directory.upkeep.taking import getting_old as getting_old
from app.directory.upkeep.taking import hide as hide
from app.directory.upkeep.taking import judged as judged
from app.directory.upkeep.taking import likenesses as likenesses
from app.directory.upkeep.taking import listings_by_source as listings_by_source
from app.directory.upkeep.taking import listings_of_staff as listings_of_staff
from app.directory.upkeep.taking import look_again as look_again
from app.directory.upkeep.taking import newest_change as newest_change
from app.directory.upkeep.taking import part as part
from app.directory.upkeep.taking import rebuild as rebuild
from app.directory.upkeep.taking import rehearsed as rehearsed
from app.directory.upkeep.taking import say as say
from app.directory.upkeep.taking import settle as settle
from app.directory.upkeep.taking import stands_behind as stands_behind
from app.directory.upkeep.taking import withdraw as withdraw
from app.directory.upkeep.taking import write as write

listings_by_standing = ageing.counts

was_opened = Namespace().signal("service-opened")
"""Sent with the `key` of the service each time that its page is shown. Whoever listens must be quick."""
