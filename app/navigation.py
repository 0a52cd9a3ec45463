"""The navigation of staff, and of those with pages of their own: each person sees the pages that they may open.

A page that is added for staff gets one line here, by its endpoint and in the words of a link.
"""

from app.accounts.domain import PagesOfStaff

NAVIGATION = (
    PagesOfStaff(
        "People",
        (
            ("triage.listed", "Cases"),
            ("call_queue.listed", "Calls"),
            ("follow_ups.listed", "Introductions"),
            ("staff_lists.start", "Send a list"),
            ("staff_appointments.listed", "Talking points"),
            ("staff_pa_adverts.listed", "Adverts for assistants"),
            ("staff_pa_callers.listed", "Callers we write for"),
            ("staff_pa_reports.reported", "Reported conversations"),
            ("staff_pas.listed", "Personal assistants"),
        ),
    ),
    PagesOfStaff(
        "Directory",
        (
            ("own_pages.listed", "Pages that people keep"),
            ("council_problems.listed", "Problems with listings"),
            ("staff_claims.listed", "Who speaks for a listing"),
            ("pages_to_ring.listed", "Pages to ring about"),
            ("listings.listed", "Old listings"),
            ("sources.listed", "Directories we read"),
            ("spreadsheets.listed", "Spreadsheets"),
            ("registered.listed", "Registered with CQC"),
            ("micro_enterprises.listed", "People who work for themselves"),
            ("staff_collections.listed", "Collections"),
            ("council_helplines.listed", "Helplines to check"),
            ("thesaurus.listed", "Words people use"),
        ),
    ),
    PagesOfStaff(
        "Figures",
        (
            ("figures.shown", "The front door"),
            ("judged_rules.listed", "What staff make of the rules"),
            ("assessment_map.shown", "Map of the assessment"),
        ),
    ),
    PagesOfStaff(
        "Messages",
        (
            ("messages.listed", "What we write"),
            ("stuck_messages.listed", "Waiting for you"),
            ("case_systems.listed", "Case systems"),
        ),
    ),
    PagesOfStaff(
        "Accounts",
        (("staff_register.listed", "Staff accounts"),),
    ),
    PagesOfStaff(
        "Your pages",
        (
            ("publishing.listed", "Your pages"),
            ("pa_messages.listed", "Messages"),
            ("your_claims.listed", "What you asked to keep"),
            ("your_account.shown", "Your account"),
        ),
    ),
)
