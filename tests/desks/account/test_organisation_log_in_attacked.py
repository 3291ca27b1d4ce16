"""The organisation's log-in attacked: on the way, in its tokens, and by a provider that fails."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from desks.account import provider as keys
from desks.account.organisation_world import (
    COORDINATOR,
    RETURN,
    START,
    Make,
    entries,
    go,
    is_in,
    refused,
)
from desks.account.provider import CLIENT, Provider, jws
from django.test import Client

from baken.foundation.partners.openid.organisation import Organisation
from baken.site.environment import SETTINGS, SettingError
from baken.site.organisation_log_in import organisation_in

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
