"""Over all models: rights, tenants, foreign keys that point down or home, no person columns."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from baken.foundation.partners.models import Municipality, Person
from baken.foundation.places.models import Area
from baken.records.indicators.models import Observation
from baken.site.table_rights import rights_of
from baken.vocabulary.rights import TableRights

FOUNDATION = ["places", "partners", "stewardship", "jobs", "intake"]  # from low to high

# What a column needs to be called to hold a person, in the two languages of our sources.
OF_A_PERSON = {
    "address", "adres", "birthdate", "birthday", "email", "firstname", "forename", "fullname",
    "geboortedatum", "gender", "geslacht", "huisnummer", "iban", "initials", "kenteken",
    "lastname", "mobile", "passport", "phone", "photo", "surname", "telefoon", "username",
    "voornaam", "achternaam", "birth", "offender", "suspect", "verdachte", "victim_name",
    "slachtoffer", "house_number", "first_name", "last_name", "full_name", "date_of_birth",
}  # fmt: skip
# What no table of ours holds, whoever's: special categories, and the citizen service number.
OF_NOBODY = {
    "belief", "bsn", "burgerservicenummer", "burger_service_nummer", "ethnic", "ethnicity",
    "etniciteit", "faith", "geboorteland", "country_of_birth", "geloof", "health", "migration",
    "migratieachtergrond", "nationaliteit", "nationality", "race", "religion", "religie",
    "sexuality", "skin",
}  # fmt: skip

TENANT_WANTED = {
    TableRights.OPEN: "none",
    TableRights.SESSION: "none",
    TableRights.OPEN_OR_TENANT: "optional",
    TableRights.SHARED_OR_TENANT: "optional",
    TableRights.TENANT: "required",
    TableRights.TENANT_READ: "required",
    TableRights.PUBLIC_OR_TENANT: "required",
    TableRights.TENANT_LOG: "required",
    TableRights.PUBLISHED: "required",
    TableRights.MEMBERSHIP: "required",
}


def room_of(model: type[models.Model]) -> str:
    """Return the room of a model's table, such as baken.records.remarks."""
    return apps.get_app_config(model._meta.app_label).name


def our_models() -> list[type[models.Model]]:
    """Return every model of ours, tables between two models included."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if room_of(model).startswith("baken.")]


def wrong_rights(model: type[models.Model]) -> Iterator[str]:
    """Say that a model declares no rights of its own, or that its tenant does not fit them."""
    rights = getattr(model, "rights", None)
    if not isinstance(rights, TableRights):
        yield f"{model._meta.label} declares no rights"
        return
    if _tenant_of(model) != TENANT_WANTED[rights]:
        wanted = TENANT_WANTED[rights]
        yield f"{model._meta.label} is {rights}; its tenant is {_tenant_of(model)}, not {wanted}"


def _tenant_of(model: type[models.Model]) -> str:
    field = next((field for field in model._meta.fields if field.name == "tenant"), None)
    if field is None:
        return "none"
    if field.related_model is not Municipality:
        return "no municipality"
    return "optional" if field.null else "required"


def wrong_keys(model: type[models.Model]) -> Iterator[str]:
    """Name every key that points sideways or up; the walls do not see keys named by a string."""
    home = room_of(model)
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        target = field.related_model
        if target is not None and not _down_or_home(home, room_of(target)):
            yield f"{model._meta.label}.{field.name} points from {home} to {room_of(target)}"


def _down_or_home(home: str, target: str) -> bool:
    if home == target:
        return True
    if not target.startswith("baken.foundation."):
        return False
    heights = [
        FOUNDATION.index(room.split(".")[2]) for room in (home, target) if "foundation" in room
    ]
    return len(heights) == 1 or heights[0] > heights[1]


def person_columns(model: type[models.Model]) -> Iterator[str]:
    """Name every column whose name says that it holds a person, or what nobody may hold."""
    refused = (
        OF_NOBODY if room_of(model) == "baken.foundation.partners" else OF_NOBODY | OF_A_PERSON
    )
    for field in model._meta.fields:
        words = {field.name, field.name.replace("_", ""), *re.split(r"_", field.name)}
        if words & refused:
            yield f"{model._meta.label}.{field.name}"


def test_there_is_something_to_sweep() -> None:
    assert {Area, Municipality, Observation} <= set(our_models())


def test_every_table_has_rights_and_the_tenant_that_fits_them() -> None:
    assert [fault for model in our_models() for fault in wrong_rights(model)] == []


def test_every_table_of_django_has_rights_too() -> None:
    everything = apps.get_models(include_auto_created=True)
    assert all(isinstance(rights_of(model), TableRights) for model in everything)


def test_every_foreign_key_points_to_foundation_or_home() -> None:
    assert [fault for model in our_models() for fault in wrong_keys(model)] == []


def test_no_column_outside_partners_holds_a_person() -> None:
    assert [column for model in our_models() for column in person_columns(model)] == []


def test_every_model_says_what_it_is() -> None:
    written = [model for model in our_models() if not model._meta.auto_created]
    # Django makes "Model(field, field)" of a model without a docstring.
    silent = [m._meta.label for m in written if (m.__doc__ or "").startswith(f"{m.__name__}(")]
    assert silent == []


@isolate_apps("baken.records.remarks", "baken.foundation.places")
def test_the_sweep_catches_planted_models() -> None:
    class Silent(models.Model):
        class Meta:
            app_label = "remarks"

    class OpenWithTenant(models.Model):
        rights = TableRights.OPEN
        tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)

        class Meta:
            app_label = "remarks"

    class Ownerless(models.Model):
        rights = TableRights.TENANT

        class Meta:
            app_label = "remarks"

    class Optional(models.Model):
        rights = TableRights.TENANT_LOG
        tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)

        class Meta:
            app_label = "remarks"

    class Elsewhere(models.Model):
        rights = TableRights.TENANT
        tenant = models.ForeignKey(Person, on_delete=models.PROTECT)

        class Meta:
            app_label = "remarks"

    class Sideways(models.Model):
        key = models.ForeignKey(Observation, on_delete=models.PROTECT)

        class Meta:
            app_label = "remarks"

    class Upwards(models.Model):
        key = models.ForeignKey(Municipality, on_delete=models.PROTECT)

        class Meta:
            app_label = "places"

    for model in (Silent, OpenWithTenant, Ownerless, Optional, Elsewhere):
        assert len(list(wrong_rights(model))) == 1, model
    for model in (Sideways, Upwards):
        assert len(list(wrong_keys(model))) == 1, model
    assert list(wrong_keys(OpenWithTenant)) == []


@pytest.mark.parametrize("name", ["bsn", "birth_date", "phone", "suspect_name", "date_of_birth"])
def test_the_sweep_catches_a_planted_person_column(name: str) -> None:
    assert _columns_refused("remarks", name) == [f"remarks.Planted.{name}"]


@pytest.mark.parametrize("name", ["ethnicity", "religion", "nationality", "bsn"])
def test_not_even_partners_hold_special_categories(name: str) -> None:
    assert _columns_refused("partners", name) == [f"partners.Planted.{name}"]


@pytest.mark.parametrize("name", ["name", "area_code", "sort_key", "author_role", "dwellings"])
def test_words_about_places_pass(name: str) -> None:
    assert _columns_refused("remarks", name) == []


def _columns_refused(label: str, name: str) -> list[str]:
    with isolate_apps():
        body = {name: models.CharField(max_length=9), "__module__": __name__}
        meta = type("Meta", (), {"app_label": label})
        return list(person_columns(type("Planted", (models.Model,), {**body, "Meta": meta})))
