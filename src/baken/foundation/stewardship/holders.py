"""The holders of places, partners and stewardship itself."""

from django.db import models

from baken.foundation.partners.models import Person
from baken.foundation.places.models import Area, AreaVersion, KeyFigure
from baken.foundation.stewardship.erasure import hidden_relations_too
from baken.foundation.stewardship.held import Holder
from baken.foundation.stewardship.models import (
    AuditEntry,
    PersonColumnException,
    ProcessingLine,
)


def _of_accounts() -> tuple[Holder, ...]:
    """Return a holder for every table of partners that hangs on a person, whatever is added."""
    relations = (
        (relation.related_model, relation.field.name)
        for relation in hidden_relations_too(Person)
        if relation.related_model._meta.app_label == Person._meta.app_label
    )
    columns: dict[type[models.Model], list[str]] = {}
    for model, name in relations:
        columns.setdefault(model, []).append(name)
    return tuple(
        Holder(model, _moment_of(model), person=tuple(names)) for model, names in columns.items()
    )


def _moment_of(model: type[models.Model]) -> str:
    moments = [
        field.name for field in model._meta.fields if isinstance(field, models.DateTimeField)
    ]
    return moments[0] if moments else ""


HOLDERS = (
    Holder(Area, "year", place=("code",), file=("origin_delivery",)),
    Holder(AreaVersion, "known_from", place=("code",), file=("origin_delivery",)),
    Holder(KeyFigure, "known_from", place=("area_code",), file=("origin_delivery",)),
    Holder(Person, "last_login", person=("pk",)),
    *_of_accounts(),
    Holder(AuditEntry, "at", place=("details__area",), person=("actor",)),
    Holder(ProcessingLine, "began_at", person=("subject_mark",), marked=True),
    Holder(PersonColumnException, "asked_at", person=("asked_by", "agreed_by")),
)
