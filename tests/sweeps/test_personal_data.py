"""Over all models: a table with personal data has an activity, a term and an eraser."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from baken.catalogue.processing import PROCESSING_ACTIVITIES, ActivityState, ProcessingActivity
from baken.catalogue.retention import RETENTION_TERMS
from baken.flows.destruction import ERASERS
from baken.flows.held_about import HOLDERS
from baken.foundation.partners.models import Person
from baken.foundation.stewardship.retention import Eraser

# Rows about no person: who is a tenant, and failed log-ins by keyed hash only.
OF_NOBODY = {"partners_municipality", "partners_loginattempts"}


def holds_persons(model: type[models.Model]) -> bool:
    """Say whether a table is about people: it lies in partners, or points to a person."""
    table = model._meta.db_table
    if table == "django_session":
        return True
    points = any(field.related_model is Person for field in model._meta.fields)
    return (model._meta.app_label == "partners" or points) and table not in OF_NOBODY


def faults(
    tables: Iterable[str], activities: Iterable[ProcessingActivity], erasers: Iterable[Eraser]
) -> list[str]:
    """Name every table without exactly one activity, or without a declared term and eraser."""
    erased = {table: each for each in erasers for table in (each.table, *each.more_tables)}
    found = []
    for table in tables:
        named = [activity for activity in activities if table in activity.tables]
        if len(named) != 1:
            found.append(f"{table}: {len(named)} activities in catalogue/processing, not 1")
        elif table not in erased:
            found.append(f"{table}: no eraser in flows/destruction.py")
        elif erased[table].term not in named[0].terms:
            found.append(f"{table}: its eraser's term is not one of {named[0].id}")
    return found


def personal_tables() -> list[str]:
    found = apps.get_models(include_auto_created=True)
    return sorted(model._meta.db_table for model in found if holds_persons(model))


def test_every_table_with_personal_data_has_activity_term_and_eraser() -> None:
    assert {"partners_person", "remarks_remark", "django_session"} <= set(personal_tables())
    assert faults(personal_tables(), PROCESSING_ACTIVITIES, ERASERS) == []


def test_every_table_with_a_person_says_what_it_holds_of_one() -> None:
    found = {holder.table for holder in HOLDERS if holder.person}
    assert set(personal_tables()) - found <= {"django_session"}  # no longer used


def test_every_column_that_points_to_a_person_is_asked() -> None:
    asked = {(holder.table, column) for holder in HOLDERS for column in holder.person}
    pointing = {
        (model._meta.db_table, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if field.related_model is Person
    }
    assert pointing - asked == set()


def test_every_activity_in_use_has_tables_and_every_term_exists() -> None:
    terms = {term.id for term in RETENTION_TERMS}
    for activity in PROCESSING_ACTIVITIES:
        assert set(activity.terms) <= terms, activity.id
        assert activity.terms, activity.id
        assert bool(activity.tables) == (activity.state is ActivityState.IN_USE), activity.id
    assert {eraser.term for eraser in ERASERS} <= terms


def test_the_sweep_catches_a_planted_table() -> None:
    with isolate_apps("baken.records.remarks"):

        class Planted(models.Model):
            person = models.ForeignKey(Person, on_delete=models.PROTECT)

            class Meta:
                app_label = "remarks"

    assert holds_persons(Planted)
    assert faults(["remarks_planted"], PROCESSING_ACTIVITIES, ERASERS)
    assert faults(["remarks_remark"], PROCESSING_ACTIVITIES, ())
    assert faults(["remarks_remark"], (), ERASERS)
