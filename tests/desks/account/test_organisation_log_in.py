"""Logging in with the organisation's own account, against a provider of our own; and attacked."""

import base64
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from desks.account import provider as keys
from desks.account.provider import CLIENT, SECRET, Provider, jws, running
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from baken.flows.manage_people import set_organisation_account
from baken.foundation.partners.managing import administrator_of_all
from baken.foundation.partners.models import Person
from baken.foundation.partners.openid.organisation import Organisation
from baken.foundation.partners.openid.provider import forget_provider
from baken.foundation.partners.second_factor import set_second_factor
from baken.foundation.partners.services import ensure_home
from baken.foundation.partners.totp import code_of_counter, new_secret, step_at
from baken.foundation.stewardship.models import AuditEntry
from baken.site.environment import SETTINGS, SettingError
from baken.site.organisation_log_in import organisation_in
from baken.vocabulary.role import Role

UTRECHT, AMERSFOORT = "GM0344", "GM0307"
SMIT = {"email": "K.Smit@utrecht.example", "email_verified": True}
COORDINATOR, OFFICER = (UTRECHT, Role.COORDINATOR), (UTRECHT, Role.PRIVACY_OFFICER)
START, RETURN = "/inloggen/organisatie/", "/inloggen/organisatie/terug/"
Make = Callable[..., Person]


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody logs in with a password here: the hash may be a light one."""
    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", 2)


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings: Any, db: None) -> Provider:
    fresh = Provider()
    fresh.issuer, fresh.claims = server.issuer, dict(SMIT)
    server.__dict__.update(fresh.__dict__)
    forget_provider()
    settings.ORGANISATION_LOG_IN = Organisation(
        issuer=server.issuer, client_id=CLIENT, name="Gemeente Utrecht", claim="email",
        gate=("", ""), municipalities=frozenset(), second_factor=frozenset(), secret=SECRET,
    )  # fmt: skip
    return server


@pytest.fixture
def employ(make_person: Make) -> Make:
    """Return what makes somebody whose account of the organisation an administrator wrote down."""

    def make(
        name: str, *roles: tuple[str, Role], identity: str = "k.smit@utrecht.example"
    ) -> Person:
        person = make_person(name, *roles)
        ensure_home(person=person.pk, tenant=roles[0][0])
        administrator = administrator_of_all(make_person("beheer").pk)
        set_organisation_account(person=person.pk, identity=identity, by=administrator, at=_now())
        Person.objects.filter(pk=person.pk).update(password="!")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE baken_app")
        return person

    return make


def _now() -> datetime:
    return datetime.now(UTC)


def go(client: Client, provider: Provider, **asked: str) -> HttpResponse:
    """Log in at the organisation and come back, as a browser does."""
    sent = client.get(START, asked)
    assert sent.status_code == 302, sent.content
    return client.get(provider.log_in(sent.headers["Location"]))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def entries(action: str, tenant: str = UTRECHT) -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [tenant])
        found = AuditEntry.objects.filter(action=action, tenant=tenant).order_by("number")
        details = list(found.values_list("details", flat=True))
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
    return details


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
    earlier = _now().replace(year=2020)
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


def refused(answer: HttpResponse) -> bool:
    return answer.status_code == 403 and "Het inloggen is niet gelukt" in answer.content.decode()


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


# --- attacked ----------------------------------------------------------------------------------


def without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda claims: {key: value for key, value in claims.items() if key != name}


def changed(**more: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda claims: claims | more


BENT = {
    "another audience": changed(aud="andere-dienst"),
    "several audiences and nobody it was given to": changed(aud=[CLIENT, "andere-dienst"]),
    "given to another": changed(azp="andere-dienst"),
    "no audience": without("aud"),
    "another issuer": changed(iss="https://boef.example"),
    "no issuer": without("iss"),
    "over": lambda claims: claims | {"exp": claims["iat"] - 120},
    "without an end": without("exp"),
    "made long ago": lambda claims: claims | {"iat": claims["iat"] - 86_400},
    "made later than now": lambda claims: claims | {"iat": claims["iat"] + 3_600},
    "not valid yet": lambda claims: claims | {"nbf": claims["iat"] + 3_600},
    "of another log-in": changed(nonce="van-een-ander"),
    "without a nonce": without("nonce"),
    "a nonce that is no text": changed(nonce=None),
    "of nobody": without("sub"),
    "of an empty somebody": changed(sub=""),
    "of a number": changed(sub=1),
}


@pytest.mark.parametrize("bend", BENT.values(), ids=BENT)
def test_a_token_that_says_something_else_is_refused(
    client: Client, provider: Provider, employ: Make, bend: Callable[..., Any]
) -> None:
    employ("k.smit", COORDINATOR)
    provider.bend = bend
    assert refused(go(client, provider))
    assert not is_in(client)
    assert entries("unknown-log-in-refused") == [{"refused": "1"}], "refused and logged"


def spoiled(claims: dict[str, Any]) -> str:
    head, _, signature = jws(claims).split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "x"}).encode()).decode()
    return f"{head}.{body.rstrip('=')}.{signature}"


SIGNED = {
    "not at all": lambda claims: jws(claims, alg="none"),
    "not at all, in capitals": lambda claims: jws(claims, alg="none").replace("bm9uZQ", "Tk9ORQ"),
    "with the public key as a secret": lambda claims: jws(
        claims, alg="HS256", key=keys.public_pem()
    ),
    "by somebody else under the same name": lambda claims: jws(claims, key=keys.OTHER_KEY),
    "under an unknown name": lambda claims: jws(claims, kid="k9"),
    "with a key for another way": lambda claims: jws(claims, alg="RS256", kid="k2"),
    "over other words": spoiled,
    "and cut off": lambda claims: jws(claims).rsplit(".", 1)[0],
    "and no token": lambda _claims: "geen.token",
}


@pytest.mark.parametrize("sign", SIGNED.values(), ids=SIGNED)
def test_a_token_that_is_signed_otherwise_is_refused(
    client: Client, provider: Provider, employ: Make, sign: Callable[..., str]
) -> None:
    employ("k.smit", COORDINATOR)
    provider.sign = sign
    assert refused(go(client, provider))
    assert not is_in(client)


def test_an_answer_counts_once_and_in_the_browser_that_asked(
    client: Client, provider: Provider, employ: Make
) -> None:
    employ("k.smit", COORDINATOR)
    back = provider.log_in(client.get(START).headers["Location"])
    thief = Client()
    assert refused(thief.get(back)), "nothing was asked in that browser"
    thief.get(START)
    assert refused(thief.get(back)), "it asked something else"
    assert client.get(back).status_code == 302
    client.post("/uitloggen/")
    assert refused(client.get(back)), "a replay"
    assert not is_in(client)


def test_a_stolen_code_fits_no_other_browser(
    client: Client, provider: Provider, employ: Make
) -> None:
    employ("k.smit", COORDINATOR)
    stolen = parse_qs(urlsplit(provider.log_in(client.get(START).headers["Location"])).query)
    thief = Client()
    state = parse_qs(urlsplit(thief.get(START).headers["Location"]).query)["state"][0]
    answer = thief.get(RETURN, {"code": stolen["code"][0], "state": state})
    assert answer.status_code == 503, "the provider does not take the verifier"
    assert not is_in(thief)


@pytest.mark.parametrize(
    "more",
    [{"state": ""}, {"state": "é"}, {"code": ""}, {"error": "access_denied"},
     {"iss": "https://boef.example"}],
)  # fmt: skip
def test_an_answer_that_was_changed_on_the_way_is_refused(
    client: Client, provider: Provider, employ: Make, more: dict[str, str]
) -> None:
    employ("k.smit", COORDINATOR)
    back = urlsplit(provider.log_in(client.get(START).headers["Location"]))
    asked = {name: values[0] for name, values in parse_qs(back.query).items()} | more
    assert refused(client.get(f"{back.path}?{urlencode(asked)}"))
    assert "/token" not in provider.asked


@pytest.mark.parametrize(
    "away", ["https://boef.example/", "//boef.example", "/\\boef.example", "javascript:alert(1)"]
)
def test_no_heading_leads_away(client: Client, provider: Provider, employ: Make, away: str) -> None:
    employ("k.smit", COORDINATOR)
    assert go(client, provider, next=away).headers["Location"] == "/bureau/"


def test_an_address_that_is_refused_too_often_asks_the_provider_nothing_more(
    client: Client, provider: Provider, employ: Make
) -> None:
    employ("k.smit", COORDINATOR)
    for _ in range(50):
        client.get(RETURN, {"code": "x", "state": "x"})
    assert refused(go(client, provider))
    assert "/token" not in provider.asked
    go(elsewhere := Client(REMOTE_ADDR="192.0.2.7"), provider)
    assert is_in(elsewhere)


# --- a provider that fails ---------------------------------------------------------------------

BROKEN = {
    "no JSON": ("/.well-known/openid-configuration", b"<html>"),
    "a list": ("/.well-known/openid-configuration", b"[1]"),
    "another issuer": ("/.well-known/openid-configuration", b'{"issuer": "https://boef.example"}'),
    "too much": ("/.well-known/openid-configuration", b"[" * (600 * 1024)),
    "a way elsewhere": ("/.well-known/openid-configuration", b"redirect"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_provider_that_does_not_answer_is_said_in_words(
    client: Client, provider: Provider, broken: tuple[str, bytes]
) -> None:
    provider.broken = dict([broken])
    answer = client.get(START)
    assert answer.status_code == 503
    assert "antwoordt op dit moment niet" in answer.content.decode()
    assert "/elsewhere" not in provider.asked


@pytest.mark.parametrize("broken", [("/keys", b"{}"), ("/token", b"{}"), ("/token", b"redirect")])
def test_a_provider_that_fails_halfway_lets_nobody_in(
    client: Client, provider: Provider, employ: Make, broken: tuple[str, bytes]
) -> None:
    employ("k.smit", COORDINATOR)
    provider.broken = dict([broken])
    assert go(client, provider).status_code == 503
    assert not is_in(client)


def test_a_provider_that_sends_people_over_an_open_line_is_not_believed(
    client: Client, provider: Provider
) -> None:
    provider.described = {"authorization_endpoint": "http://boef.example/authorize"}
    assert client.get(START).status_code == 503


# --- the settings ------------------------------------------------------------------------------

GIVEN = {"BAKEN_OPENID_ISSUER": "https://log-in.example", "BAKEN_OPENID_CLIENT": "baken"}


def read(**more: str) -> Organisation | None:
    defaults = {setting.name: setting.default for setting in SETTINGS}
    return organisation_in(defaults | GIVEN | more)


def test_the_settings_are_read_and_the_secret_is_not_shown(tmp_path: Any) -> None:
    path = tmp_path / "secret"
    path.write_text("zeer geheim\n")
    found = read(BAKEN_OPENID_SECRET_FILE=str(path), BAKEN_OPENID_GATE="groups=baken")
    assert found.secret == "zeer geheim"
    assert found.gate == ("groups", "baken")
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    "more",
    [{"BAKEN_OPENID_ISSUER": "http://log-in.example"}, {"BAKEN_OPENID_CLIENT": ""},
     {"BAKEN_OPENID_GATE": "baken"}, {"BAKEN_OPENID_SECRET_FILE": "/nergens/secret"}],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_refused_by_name(more: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=next(iter(more))):
        read(**more)
