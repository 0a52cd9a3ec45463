"""A made-up service as a feed has it."""

from typing import Any

from app.search.domain import Document


def as_record(service: Document) -> dict[str, Any]:
    """The service as Open Referral UK writes it."""
    terms = [
        {
            "id": f"{service.id}-{need}",
            "taxonomy_term": {"id": need, "code": need, "name": need, "taxonomy": "Careway needs"},
        }
        for need in sorted(service.facets["need"])
    ]
    days = [
        {
            "id": f"{service.id}-{day}",
            "freq": "WEEKLY",
            "interval": 1,
            "byday": day[:2].upper(),
            "dtstart": "2026-01-01",
        }
        for day in sorted(service.facets["day"])
    ]
    costs = [{"id": f"{service.id}-cost", "amount": 0, "option": "Free"}] if "yes" in service.facets["free"] else []
    return {
        "id": service.id,
        "name": service.name,
        "description": service.body,
        "status": "active",
        "organization": {"id": f"{service.id}-by", "name": service.organisation, "description": service.organisation},
        "attributes": terms,
        "schedules": days,
        "cost_options": costs,
    }
