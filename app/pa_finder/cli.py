"""`flask personal-assistants …`: puts the samples that are written in files into the database."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import click
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import account_by_email, account_for
from app.accounts.domain import Role
from app.audit import api as audit
from app.audit.domain import OPERATOR
from app.commands import CommandGroup
from app.kernel.clock import now, today
from app.kernel.toml_lines import WrongContent
from app.pa_finder.domain import Check
from app.pa_finder.own import keeping
from app.pa_finder.record import store
from app.pa_finder.record.loader import Sample, load_sample
from app.pa_finder.record.written import profile_as_json
from app.publishing import api as publishing
from app.publishing.domain import Kind

commands = CommandGroup("personal-assistants", help="Personal assistants: samples to try the service out.")


@commands.command("load-samples")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load_samples(folder: Path) -> None:
    """Add each TOML file of FOLDER as a made-up personal assistant; those that exist are left as they are."""
    try:
        found = [load_sample(path) for path in sorted(folder.glob("*.toml"))]
    except WrongContent as error:
        raise click.ClickException(str(error)) from error
    new = [sample for sample in found if account_by_email(db.session(), sample.email) is None]
    for sample in new:
        with db.transaction() as writing:
            _add(writing, sample)
    click.echo(f"{len(new)} sample personal assistants are new, {len(found) - len(new)} were there.")


def _add(writing: Session, sample: Sample) -> None:
    """Writes a sample as if it had been filled in, approved and checked."""
    profile, details = sample.draft.profile, sample.draft.details
    account = account_for(writing, sample.email, f"{profile.first_name} {details.surname}", Role.PA).id
    content = profile_as_json(profile)
    page = publishing.begin(writing, Kind.PA, profile.first_name, account, content, already_public=True)
    store.begin(writing, page.id, account, sample=True)
    store.save_details(writing, page.id, 1, details)
    store.publish(writing, page.id, profile)
    for seen in sample.checks:
        day = today() - timedelta(days=seen.days_ago)
        check = Check(uuid4(), seen.kind, day, None, seen.evidence, account, now(), seen.counted)
        store.add_check(writing, page.id, check)
    audit.record(writing, actor=OPERATOR, action="pa.sample-loaded", kind=keeping.RECORD, about=str(page.id))
