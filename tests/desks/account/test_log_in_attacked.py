"""Log-in attacked by script: refused, alike for whatever is wrong, and logged."""

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.catalogue.accounts import LOG_IN
from baken.foundation.partners.attempts import count_failure
from baken.foundation.partners.models import Person, PersonSession
from baken.foundation.partners.second_factor import renew_recovery_codes, set_second_factor
from baken.foundation.partners.totp import code_of_counter, new_secret, step_at
from baken.foundation.stewardship.models import AuditEntry
from baken.site.session_limits import browser_of
from baken.vocabulary.role import Role

PASSWORD = "een-lang-wachtwoord"
UTRECHT = "GM0344"
OFFICER = (UTRECHT, Role.PRIVACY_OFFICER)
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of guesses: the hash may be a light one here."""
    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", 2)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what moves the clock of the log-in on by seconds."""
    moment = [NOW]
    for module in ("log_in", "half", "enrol", "mine"):
        monkeypatch.setattr(f"baken.desks.account.{module}.timezone.now", lambda: moment[0])

    def later(seconds: float) -> None:
        moment[0] += timedelta(seconds=seconds)

    return later


def try_log_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post("/inloggen/", {"username": name, "password": password, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def words_of(response: HttpResponse) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r'(name="username") value="[^"]*"', r"\1", text)


def logged(person: Person) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [UTRECHT])
    found = AuditEntry.objects.filter(subject=f"person {person.pk}").order_by("number")
    return list(found.values_list("action", flat=True))


def test_guessing_one_account_stops_and_the_right_password_waits_too(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    person = make_person("k.smit", (UTRECHT, Role.COORDINATOR))
    answers = [try_log_in(client, "k.smit", f"gok-{n}") for n in range(LOG_IN.free_failures)]
    answers.append(try_log_in(client, "k.smit"))
    assert not is_in(client), "within the wait the right password is refused"
    assert len({words_of(answer) for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {200}
    clock(2)
    assert try_log_in(client, "k.smit").status_code == 302
    assert logged(person) == ["log-in-refused"] * (LOG_IN.free_failures + 1) + ["log-in"]


def test_a_day_of_guessing_gets_about_a_hundred_tries(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    make_person("k.smit", (UTRECHT, Role.COORDINATOR))
    tried = 0
    with patch("baken.flows.log_in.count_failure", wraps=count_failure) as counted:
        for _ in range(24 * 12):
            try_log_in(client, "k.smit", "gok")
            clock(300)
        tried = counted.call_count
    assert 50 < tried < 120


def test_spraying_one_password_over_many_names_stops_at_the_address(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    make_person("z.laatste", (UTRECHT, Role.COORDINATOR))
    for number in range(LOG_IN.failures_per_address):
        try_log_in(client, f"naam-{number}", "Welkom01!")
    assert try_log_in(client, "z.laatste").status_code == 200
    assert not is_in(client)
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert try_log_in(other, "z.laatste").status_code == 302, "elsewhere work goes on"
    clock(LOG_IN.longest_wait_seconds + 1)
    assert try_log_in(client, "z.laatste").status_code == 302


def test_unknown_wrong_and_waiting_cost_the_same_hash_and_queries(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    make_person("k.smit", (UTRECHT, Role.COORDINATOR))
    hashes = []
    for name, times in (("k.smit", LOG_IN.free_failures + 2), ("bestaat-niet", 2)):
        for _ in range(times):
            with patch.object(
                ScryptPasswordHasher, "encode", autospec=True,
                side_effect=ScryptPasswordHasher.encode,
            ) as encode:  # fmt: skip
                try_log_in(client, name, "verkeerd")
            hashes.append(encode.call_count)
    assert set(hashes) == {1}


def unknown_names_logged(tenant: str) -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [tenant])
    found = AuditEntry.objects.filter(action="unknown-log-in-refused", tenant=tenant)
    return list(found.order_by("number").values_list("details", flat=True))


def test_names_that_nobody_has_are_counted_in_every_log_and_never_named(
    db: None, clock: Callable[[float], None]
) -> None:
    with CaptureQueriesContext(connection) as queries:
        for number in range(23):
            try_log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), f"geheime-naam-{number}")
    told = [{"refused": str(number)} for number in (1, 2, 5, 10, 20)]
    assert unknown_names_logged(UTRECHT) == unknown_names_logged("GM0307") == told
    written = " ".join(each["sql"] for each in queries if "INSERT" in each["sql"])
    assert "geheime-naam" not in written
    clock(24 * 3600)
    try_log_in(Client(REMOTE_ADDR="192.0.2.99"), "nog-een")
    assert unknown_names_logged(UTRECHT) == [*told, {"refused": "1"}], "a new day"


def test_a_refusal_asks_the_database_as_much_whether_the_name_exists_or_not(
    make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    make_person("k.smit", (UTRECHT, Role.COORDINATOR))
    for number in range(3):  # the numbers 1 and 2 give lines of their own
        try_log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), f"niemand-{number}")
    kinds = {}
    for name in ("k.smit", "niemand"):
        with CaptureQueriesContext(connection) as queries:
            try_log_in(Client(REMOTE_ADDR="192.0.2.50"), name, "verkeerd")
        kinds[name] = [each["sql"].split("(")[0].split()[:3] for each in queries]
    writes = {name: [k for k in said if k[0] == "INSERT"] for name, said in kinds.items()}
    assert len(writes["k.smit"]) + 1 >= len(writes["niemand"]) >= len(writes["k.smit"]) - 1
    assert ["INSERT", "INTO", '"stewardship_auditentry"'] in writes["niemand"]
    assert ["INSERT", "INTO", '"stewardship_auditentry"'] in writes["k.smit"]


def half_way(client: Client, person: Person, moment: datetime) -> bytes:
    """Give somebody a second factor and bring the log-in to the code."""
    secret = new_secret()
    before = moment - timedelta(minutes=5)
    code = code_of_counter(secret, step_at(before.timestamp()))
    assert set_second_factor(person=person.pk, secret=secret, code=code, at=before)
    assert try_log_in(client, person.username).headers["Location"] == "/inloggen/code/"
    assert not is_in(client)
    return secret


def test_the_code_opens_once_and_a_replay_does_not(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    person = make_person("p.officer", OFFICER)
    secret = half_way(client, person, NOW)
    code = code_of_counter(secret, step_at(NOW.timestamp()))
    assert client.post("/inloggen/code/", {"code": code}).headers["Location"] == "/bureau/"
    assert client.get("/bureau/privacy-officer/").status_code == 200
    thief = Client()
    try_log_in(thief, "p.officer")
    assert thief.post("/inloggen/code/", {"code": code}).status_code == 200
    assert not is_in(thief)
    assert logged(person) == ["log-in", "log-in-refused"]


def test_guessing_the_code_stops(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    secret = half_way(client, make_person("p.officer", OFFICER), NOW)
    right = code_of_counter(secret, step_at(NOW.timestamp()))
    for number in range(LOG_IN.free_failures):
        client.post("/inloggen/code/", {"code": f"{(int(right) + number + 1) % 10**6:06d}"})
    assert client.post("/inloggen/code/", {"code": right}).status_code == 200
    assert not is_in(client)
    # Starting the log-in anew does not give new guesses.
    try_log_in(client, "p.officer")
    client.post("/inloggen/code/", {"code": right})
    assert not is_in(client)


def test_a_recovery_code_opens_once(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    person = make_person("p.officer", OFFICER)
    half_way(client, person, NOW)
    code = renew_recovery_codes(person=person.pk)[0]
    assert client.post("/inloggen/code/", {"code": code.upper()}).status_code == 302
    client.post("/uitloggen/")
    try_log_in(client, "p.officer")
    assert client.post("/inloggen/code/", {"code": code}).status_code == 200


def test_the_half_of_a_log_in_opens_nothing_and_ends(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    secret = half_way(client, make_person("p.officer", OFFICER), NOW)
    for address in ("/bureau/", "/bureau/privacy-officer/", "/account/", "/logboek/"):
        assert client.get(address).headers["Location"].startswith("/inloggen/")
    assert client.get("/inloggen/tweede-factor/").status_code == 302, "no other factor over it"
    clock(60 * LOG_IN.half_log_in_minutes + 1)
    late = NOW + timedelta(minutes=LOG_IN.half_log_in_minutes, seconds=1)
    code = code_of_counter(secret, step_at(late.timestamp()))
    assert client.post("/inloggen/code/", {"code": code}).headers["Location"] == "/inloggen/"
    assert not is_in(client)


def test_a_role_that_sees_people_sets_a_second_factor_first(
    client: Client, make_person: Callable[..., Person], clock: Callable[[float], None]
) -> None:
    person = make_person("p.officer", OFFICER)
    told = try_log_in(client, "p.officer", next="/logboek/")
    assert told.headers["Location"] == "/inloggen/tweede-factor/"
    page = client.get("/inloggen/tweede-factor/").content.decode()
    assert not is_in(client)
    text = re.search(r"account-secret\">([A-Z2-7 ]+)<", page).group(1)
    secret = base64.b32decode(text.replace(" ", ""))
    assert client.post("/inloggen/tweede-factor/", {"code": "000000"}).status_code == 200
    code = code_of_counter(secret, step_at(NOW.timestamp()))
    codes = client.post("/inloggen/tweede-factor/", {"code": code}).content.decode()
    assert len(re.findall(r"<li><code>[a-z2-7-]{19}</code>", codes)) == LOG_IN.recovery_codes
    assert 'href="/logboek/"' in codes
    assert client.get("/logboek/").status_code == 200
    assert logged(person) == ["set-second-factor", "log-in"]


def test_a_session_without_the_second_factor_of_a_new_role_ends(
    make_person: Callable[..., Person],
) -> None:
    client = Client()
    client.force_login(make_person("p.officer", OFFICER))
    session = client.session
    session["second_factor"] = "password"
    session.save()
    assert client.get("/logboek/").headers["Location"].startswith("/inloggen/")
    assert not is_in(client)


def test_a_planted_session_key_is_worth_nothing(
    client: Client, make_person: Callable[..., Person]
) -> None:
    make_person("k.smit", (UTRECHT, Role.COORDINATOR))
    planted = client.session
    planted["seen_before"] = "x"
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    try_log_in(client, "k.smit")
    assert client.session.session_key != planted.session_key
    assert not PersonSession.objects.filter(session_key=planted.session_key).exists()
    invented = Client()
    invented.cookies["sessionid"] = "a" * 32
    try_log_in(invented, "k.smit")
    assert invented.session.session_key != "a" * 32


@pytest.mark.parametrize(
    "address", ["/inloggen/", "/uitloggen/", "/inloggen/code/", "/account/wachtwoord/"]
)
def test_a_post_without_a_token_is_refused(
    make_person: Callable[..., Person], address: str
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_person("k.smit", (UTRECHT, Role.COORDINATOR)))
    assert strict.post(address, {"username": "k.smit", "password": PASSWORD}).status_code == 403
    assert is_in(strict)


# No signs that a browser would drop before it reads an address, or that no request can carry.
parts = st.lists(
    st.sampled_from(
        ["https:", "http:", "javascript:", "//", "/", "\\", "\r\n", "\t", "@", "evil.example",
         "%0d", "%0a", "Set-Cookie: a=b", "testserver", ".", "#", "?", " ", "\0", "é", ":8344"]
    ),
    max_size=6,
).map("".join)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(heading=parts)
def test_no_heading_leads_away_or_into_the_headers(
    make_person: Callable[..., Person], heading: str
) -> None:
    make_person("k.smit", (UTRECHT, Role.COORDINATOR))
    client = Client()
    response = try_log_in(client, "k.smit", next=heading)
    assert response.status_code == 302
    location = response.headers["Location"]
    assert "\n" not in location
    assert "\r" not in location
    assert "Set-Cookie" not in response.headers
    # As a browser reads it: backslashes are slashes, tabs and line ends are dropped.
    read = re.sub(r"[\t\r\n]", "", location).replace("\\", "/").strip()
    assert not re.match(r"(?i)(//|[a-z][a-z0-9+.-]*:)", read), location


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(max_size=200), password=st.text(max_size=200))
def test_no_text_is_a_fault_or_a_way_in(db: None, name: str, password: str) -> None:
    client = Client(REMOTE_ADDR=f"192.0.2.{sum(name.encode()) % 250}")
    assert try_log_in(client, name, password).status_code == 200
    assert not is_in(client)


def test_an_idle_session_and_a_long_one_end(
    make_person: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [1_767_600_000.0]
    monkeypatch.setattr("baken.site.session_limits.time.time", lambda: moment[0])
    client = Client()
    client.force_login(make_person("k.smit", (UTRECHT, Role.COORDINATOR)))
    for _ in range(3 * LOG_IN.longest_session_hours - 1):
        assert client.get("/bureau/coordinator/").status_code == 200
        moment[0] += 20 * 60 - 1
    moment[0] += 20 * 60
    assert client.get("/bureau/coordinator/").status_code == 302, "a working day is over"
    client.force_login(Person.objects.get(username="k.smit"))
    assert client.get("/bureau/coordinator/").status_code == 200
    moment[0] += 60 * LOG_IN.idle_minutes + 1
    assert client.get("/bureau/coordinator/").status_code == 302, "idle"


def test_the_headers_that_guard_a_page(client: Client, db: None) -> None:
    headers = client.get("/inloggen/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU OS 17) Version/17 Mobile Safari/604.1", "Safari, iPhone"),
        ("<script>", ""),
    ],
)
def test_of_a_browser_only_its_name_and_system_are_kept(sent: str, kept: str) -> None:
    assert browser_of(sent) == kept
