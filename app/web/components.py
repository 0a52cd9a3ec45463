"""What the templates ask of Python: links to pages that may not exist, files named by content, fields as values."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, current_app, url_for
from markupsafe import Markup
from wtforms import BooleanField, DateField, Field, FileField, Form, PasswordField, TextAreaField
from wtforms.fields.choices import RadioField, SelectField, SelectFieldBase, SelectMultipleField

# From the narrowest: a radio field is a select field to WTForms.
_KINDS: tuple[tuple[type[Field], str], ...] = (
    (RadioField, "radios"),
    (SelectMultipleField, "checkboxes"),
    (SelectField, "select"),
    (BooleanField, "tick"),
    (TextAreaField, "textarea"),
    (DateField, "date"),
    (PasswordField, "password"),
    (FileField, "file"),
)


@dataclass(frozen=True)
class Option:
    """One thing that a person may choose; `alone` says that choosing it clears the others, and puts "or" before it."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool
    alone: bool


@dataclass(frozen=True)
class FieldParts:
    """A form field as the components show it. `error` is the first of its errors, or nothing."""

    kind: str
    id: str
    name: str
    label: str
    hint: str
    error: str
    value: str
    described_by: str
    longest: int | None
    options: tuple[Option, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)


def init_app(app: Flask) -> None:
    """Gives the templates what this module holds."""
    versions = _versions(Path(app.static_folder or "static"))

    def asset(filename: str) -> str:
        return url_for("static", filename=filename, v=versions[filename])

    app.extensions["closed_pages"] = frozenset()
    app.jinja_env.globals.update(asset=asset, has_page=has_page, link_to=link_to)
    app.jinja_env.globals.update(parts_of=parts_of, problems_of=problems_of)


def link_to(endpoint: str) -> str | None:
    """The address of a page, or nothing when this installation does not have that page, or has it switched off."""
    return url_for(endpoint) if has_page(endpoint) else None


def has_page(endpoint: str) -> bool:
    """Whether this installation has that page and has not switched it off."""
    return endpoint in current_app.view_functions and endpoint not in current_app.extensions["closed_pages"]


def parts_of(form_field: Field, hint: str = "") -> FieldParts:
    """Everything that a component shows of a field, its hint and its error tied to it by name."""
    shown_hint = hint or str(form_field.description or "")
    error = str(form_field.errors[0]) if form_field.errors else ""
    kind = _kind_of(form_field)
    longest = _longest(form_field)
    tied = (
        (f"{form_field.id}-hint", bool(shown_hint)),
        (f"{form_field.id}-error", bool(error)),
        (f"{form_field.id}-info", kind == "textarea" and longest is not None),
    )
    return FieldParts(
        kind=kind,
        id=form_field.id,
        name=form_field.name,
        label=_words(form_field.label.text),
        hint=shown_hint,
        error=error,
        value=_typed(form_field),
        described_by=" ".join(id for id, shown in tied if shown),
        longest=longest,
        options=tuple(_options(form_field)) if isinstance(form_field, SelectFieldBase) else (),
        attributes=dict(form_field.render_kw or {}),
    )


def problems_of(form: Form) -> tuple[tuple[str, str], ...]:
    """Each field's first error with the id of the field to mend, in the order of the page; then the form's own."""
    of_fields = ((str(wrong.errors[0]), wrong.id) for wrong in form if wrong.errors)
    return (*of_fields, *((str(error), "") for error in form.form_errors))


def _words(label: object) -> str:
    """The words of a label; marked up ones stay so, as those that hold another language beside their own."""
    return label if isinstance(label, Markup) else str(label)


def _kind_of(form_field: Field) -> str:
    found = (kind for shape, kind in _KINDS if isinstance(form_field, shape))
    return next(found, getattr(form_field.widget, "input_type", "text"))


def _longest(form_field: Field) -> int | None:
    longest: int | None = getattr(form_field.flags, "maxlength", None)
    return longest


def _typed(form_field: Field) -> str:
    if isinstance(form_field, SelectFieldBase | BooleanField | PasswordField | FileField):
        return ""
    # WTForms keeps what was typed only here, also when it could not be read as a number or a date.
    return str(form_field._value())


def _options(form_field: SelectFieldBase) -> Iterator[Option]:
    for place, choice in enumerate(form_field.iter_choices()):
        extra = choice.render_kw or {}
        yield Option(
            # The first has the field's own id, so that the error summary's link reaches it.
            id=f"{form_field.id}-{place}" if place else form_field.id,
            value=str(choice.value),
            label=_words(choice.label),
            hint=str(extra.get("hint", "")),
            chosen=choice.selected,
            alone=bool(extra.get("alone", False)),
        )


def _versions(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _version(path) for path in files}


def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
