"""Being the employer of a helper: a guide to read, a sum, and drafts to print. None of it keeps what is typed."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.employing.forms import CostForm
from app.employing.pages import cost_page, helps, table_of_pay
from app.employing.papers import (
    AgreementForm,
    InterviewForm,
    JobForm,
    PaperForm,
    agreement_of,
    job_of,
    questions_of,
)
from app.guidance.api import fact_here
from app.web.components import link_to

blueprint = Blueprint("employing", __name__, url_prefix="/employing")

DUTIES = "employing_a_pa"
WORK_OUT = "work-out"
_FOR = {"job": ".find_someone", "interview": ".find_someone", "agreement": ".before_they_start"}


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """From the first thought to the first payday, step by step."""
    back = link_to("guidance.budgets") or url_for("pages.start")
    return render_template("employing/start.html", back_address=back)


@blueprint.get("/is-it-for-me")
def is_it_for_me() -> ResponseReturnValue:
    """What it means to be a boss, and the other ways."""
    return _page("is_it_for_me", "budgets")


@blueprint.get("/find-someone")
def find_someone() -> ResponseReturnValue:
    """From the job to the person: looking, talking, asking others."""
    return _page("find_someone", "asking_fairly")


@blueprint.get("/before-they-start")
def before_they_start() -> ResponseReturnValue:
    """What the law asks before the first day."""
    return _page("before_they_start", DUTIES, "written_statement", "employment_allowance_at_home")


@blueprint.get("/payday")
def payday() -> ResponseReturnValue:
    """Pay, tax, pension and holiday."""
    return _page("payday", table_of_pay(), DUTIES, "pension_ages")


@blueprint.get("/when-plans-change")
def when_plans_change() -> ResponseReturnValue:
    """Who steps in, sick days, trouble, and the end of a job."""
    return _page("when_plans_change", DUTIES)


@blueprint.get("/checklist")
def checklist() -> ResponseReturnValue:
    """Everything to tick off, on one paper."""
    return _page("checklist", DUTIES, "written_statement")


@blueprint.get("/help")
def whom_to_ring() -> ResponseReturnValue:
    """Who helps with pay slips and with being a boss."""
    return render_template("employing/help.html", helps=helps(), back_address=url_for(".start"))


@blueprint.get("/cost")
def cost() -> ResponseReturnValue:
    """What to type to know what it costs."""
    return _cost(CostForm(None))


@blueprint.post("/cost")
def work_out() -> ResponseReturnValue:
    """What it costs; or the form again, with what is to be mended or with a helper more or less."""
    form, page = CostForm(request.form), cost_page()
    if page.rates is None or request.form.get("press") != WORK_OUT:
        return _cost(form)
    return _cost(form, worked_out=True) if form.is_sound(page.rates) else (_cost(form), 422)


@blueprint.get("/job-description")
def job() -> ResponseReturnValue:
    """What to tick for a job description."""
    return _form("job", JobForm())


@blueprint.post("/job-description")
def print_job() -> ResponseReturnValue:
    """The job description, to print."""
    form = JobForm()
    return _paper("job_paper", ".job", paper=job_of(form)) if form.validate() else (_form("job", form), 422)


@blueprint.get("/interview")
def interview() -> ResponseReturnValue:
    """What to tick for the questions of an interview."""
    return _form("interview", InterviewForm())


@blueprint.post("/interview")
def print_interview() -> ResponseReturnValue:
    """The questions, to print."""
    form = InterviewForm()
    if not form.validate():
        return _form("interview", form), 422
    return _paper("interview_paper", ".interview", questions=questions_of(form))


@blueprint.get("/agreement")
def agreement() -> ResponseReturnValue:
    """What to type for an agreement."""
    return _form("agreement", AgreementForm())


@blueprint.post("/agreement")
def print_agreement() -> ResponseReturnValue:
    """The agreement, to print, get checked and sign."""
    form = AgreementForm()
    if not form.validate():
        return _form("agreement", form), 422
    return _paper("agreement_paper", ".agreement", paper=agreement_of(form))


def _page(name: str, *facts: str) -> str:
    told = {id: fact_here(id) for id in facts}
    return render_template(f"employing/{name}.html", facts=told, back_address=url_for(".start"))


def _cost(form: CostForm, worked_out: bool = False) -> str:
    page = cost_page(form if worked_out else None)
    return render_template("employing/cost.html", form=form, page=page, back_address=url_for(".start"))


def _form(name: str, form: PaperForm) -> str:
    return render_template(f"employing/{name}.html", form=form, back_address=url_for(_FOR[name]))


def _paper(name: str, back: str, **told: object) -> str:
    duties = {DUTIES: fact_here(DUTIES)}
    return render_template(f"employing/{name}.html", facts=duties, back_address=url_for(back), **told)
