"""What values are about, in words: the label of an indicator or column, and whether they add up."""

from django.utils.translation import gettext as _

from baken.catalogue.indicators import INDICATORS
from baken.catalogue.offences import offence
from baken.desks.deliveries.asked import english
from baken.desks.deliveries.row_kinds import KIND_COLUMNS
from baken.foundation.intake.columns.column import ColumnType

_INDICATORS = {entry.id: entry for entry in INDICATORS}


def subject_label(kind: str, subject: str) -> str:
    """Return what a value is about, in the reader's language."""
    in_english = english()
    if kind == "areas":
        return _("ground as it is drawn, in hectares")
    if found := _INDICATORS.get(subject):
        return found.label("en" if in_english else "nl")
    if kind == "registrations" and (known := offence(subject)):
        return f"{known.id} {known.name}"
    for column in KIND_COLUMNS.get(kind, ()):
        if column.name == subject:
            return column.label_en if in_english else column.label_nl
    return subject


def adds_up(kind: str, subject: str) -> bool:
    """Return whether the values of areas may be added: counts may, shares and averages may not."""
    types = {column.name: column.type for column in KIND_COLUMNS.get(kind, ())}
    if subject in types:
        return types[subject] is ColumnType.COUNT
    return kind in {"crime-statistics", "municipal-counts", "areas", "registrations"}
