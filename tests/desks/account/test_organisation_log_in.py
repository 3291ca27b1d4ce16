"""Logging in with the organisation's own account, against a provider of our own."""

import re
import time
from dataclasses import replace
from typing import Any

import pytest
from desks.account import provider as keys
from desks.account.organisation_world import (
    AMERSFOORT,
    COORDINATOR,
    OFFICER,
    RETURN,
    SMIT,
    START,
    UTRECHT,
    Make,
    entries,
    go,
    is_in,
    now,
    refused,
)
from desks.account.provider import Provider, jws
from django.test import Client

from baken.foundation.partners.models import Person
from baken.foundation.partners.second_factor import set_second_factor
from baken.foundation.partners.totp import code_of_counter, new_secret, step_at
from baken.site.environment import SETTINGS
from baken.site.organisation_log_in import organisation_in

# --- as it should go ---------------------------------------------------------------------------


def test_somebody_comes_in_with_the_account_that_was_written_down(
    client: Client, provider: Provider, employ: Make
) -> None:
    employ("k.smit", COORDINATOR)
    before = client.session.session_key
    arrived = go(client, provider, next="/toelichtingen/?x=1")
    assert arrived.headers["Location"] == "/toelichtingen/?x=1"
    assert client.get("/bureau/coordinator/").status_code == 200
    assert client.session.session_key != before
    assert entries("log-in") == [{"with": "organisation"}]
    assert "/token" in provider.asked


def test_the_log_in_page_names_the_organisation_and_keeps_the_way(
    client: Client, provider: Provider
) -> None:
    page = client.get("/inloggen/?next=/logboek/").content.decode()
    assert "Inloggen met Gemeente Utrecht" in page
    assert f'href="{START}?next=%2Flogboek%2F"' in page


def test_it_is_off_by_default(client: Client, db: None) -> None:
    assert organisation_in({setting.name: setting.default for setting in SETTINGS}) is None
    for address in (START, RETURN, "/uitgelogd/"):
        assert client.get(address).status_code == 404
    assert START not in client.get("/inloggen/").content.decode()


def test_a_curve_signs_as_well(client: Client, provider: Provider, employ: Make) -> None:
    employ("k.smit", COORDINATOR)
    provider.sign = lambda claims: jws(claims, alg="ES256", kid="k2", key=keys.CURVE_KEY)
    go(client, provider)
    assert is_in(client)


def test_logging_out_says_that_the_organisation_goes_on(
    client: Client, provider: Provider, employ: Make
) -> None:
    employ("k.smit", COORDINATOR)
    go(client, provider)
    assert client.post("/uitloggen/").headers["Location"] == "/uitgelogd/"
    assert not is_in(client)
    page = client.get("/uitgelogd/").content.decode()
    assert f'href="{provider.issuer}/end?client_id=baken&amp;post_logout_redirect_uri=' in page


# --- the second factor -------------------------------------------------------------------------


def test_our_own_code_is_asked_when_the_organisation_is_not_trusted_with_it(
    client: Client, provider: Provider, employ: Make
) -> None:
    person = employ("p.officer", OFFICER)
    provider.claims |= {"acr": "high", "amr": ["mfa"]}
    assert go(client, provider).headers["Location"] == "/inloggen/tweede-factor/"
    assert not is_in(client)
    secret, at = new_secret(), time.time()
    earlier = now().replace(year=2020)
    code = code_of_counter(secret, step_at(earlier.timestamp()))
    assert set_second_factor(person=person.pk, secret=secret, code=code, at=earlier)
    assert go(client, provider, next="/logboek/").headers["Location"] == "/inloggen/code/"
    told = client.post("/inloggen/code/", {"code": code_of_counter(secret, step_at(at))})
    assert told.headers["Location"] == "/logboek/"
    assert client.get("/logboek/").status_code == 200
    assert entries("log-in") == [{"with": "organisation, code"}]


@pytest.mark.parametrize("said", [{"acr": "high"}, {"amr": ["pwd", "mfa"]}])
def test_a_second_factor_of_the_organisation_counts_when_the_settings_say_so(
    client: Client, provider: Provider, employ: Make, settings: Any, said: dict[str, Any]
) -> None:
    employ("p.officer", OFFICER)
    trusted = frozenset({"high", "mfa"})
    settings.ORGANISATION_LOG_IN = replace(settings.ORGANISATION_LOG_IN, second_factor=trusted)
    provider.claims |= said
    assert go(client, provider, next="/logboek/").headers["Location"] == "/logboek/"
    assert client.get("/logboek/").status_code == 200
    provider.claims = SMIT | {"acr": "low", "amr": ["pwd"]}
    client.post("/uitloggen/")
    assert go(client, provider).headers["Location"] == "/inloggen/tweede-factor/"


# --- who is let in -----------------------------------------------------------------------------


def test_nobody_is_made_by_a_log_in_and_the_log_counts_it(
    client: Client, provider: Provider
) -> None:
    before = Person.objects.count()
    assert refused(go(client, provider))
    assert Person.objects.count() == before
    assert entries("unknown-log-in-refused") == [{"refused": "1"}]


def test_the_lasting_number_counts_and_not_a_changed_address(
    client: Client, provider: Provider, employ: Make
) -> None:
    person = employ("k.smit", COORDINATOR)
    go(client, provider)
    # The same somebody, with another address and not even a verified one yet.
    provider.claims = {"email": "k.jansen@utrecht.example", "email_verified": True}
    again = Client()
    go(again, provider)
    assert again.session["_auth_user_id"] == str(person.pk)
    # Somebody else, to whom the address was given since.
    provider.claims = SMIT | {"sub": "lasting-2"}
    other = Client()
    assert refused(go(other, provider))
    assert entries("log-in-refused") == [{"with": "organisation"}]


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_was_not_verified_opens_nothing(
    client: Client, provider: Provider, employ: Make, verified: object
) -> None:
    employ("k.smit", COORDINATOR)
    provider.claims = SMIT | {"email_verified": verified}
    assert refused(go(client, provider))


def test_another_claim_can_say_who_somebody_is(
    client: Client, provider: Provider, employ: Make, settings: Any
) -> None:
    employ("k.smit", COORDINATOR, identity="10443")
    settings.ORGANISATION_LOG_IN = replace(settings.ORGANISATION_LOG_IN, claim="employee_number")
    provider.claims = {"employee_number": "10443"}
    go(client, provider)
    assert is_in(client)


def test_blocked_demo_and_elsewhere_get_the_one_refusal(
    client: Client, provider: Provider, employ: Make, settings: Any
) -> None:
    person = employ("k.smit", COORDINATOR)
    pages = []
    for changed in ({"is_active": False}, {"is_demo": True}, {"home_id": AMERSFOORT}):
        before = Person.objects.filter(pk=person.pk).values(*changed).get()
        Person.objects.filter(pk=person.pk).update(**changed)
        limited = replace(settings.ORGANISATION_LOG_IN, municipalities=frozenset({UTRECHT}))
        settings.ORGANISATION_LOG_IN = limited
        pages.append(go(client, provider))
        Person.objects.filter(pk=person.pk).update(**before)
    provider.claims = {"email": "niemand@utrecht.example", "email_verified": True}
    pages.append(go(client, provider))
    assert all(refused(page) for page in pages)
    # What is of this request alone: the token of the forms, and the address with its code.
    own = re.compile(rb'"[^"]*(?:organisatie(?:/|%2F)terug)[^"]*"| value="[^"]*"')
    assert len({own.sub(b"", page.content) for page in pages}) == 1
    assert not is_in(client)


@pytest.mark.parametrize(
    ("groups", "let_in"), [(["baken", "x"], True), ("baken", True), (["x"], False), (None, False)]
)
def test_a_gate_lets_through_who_holds_the_claim(
    client: Client, provider: Provider, employ: Make, settings: Any, groups: Any, *, let_in: bool
) -> None:
    employ("k.smit", COORDINATOR)
    settings.ORGANISATION_LOG_IN = replace(settings.ORGANISATION_LOG_IN, gate=("groups", "baken"))
    provider.claims |= {"groups": groups}
    answer = go(client, provider)
    assert is_in(client) is let_in
    assert refused(answer) is not let_in
