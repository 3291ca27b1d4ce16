"""Conversations come in once, are checked by a person, and go outside only with consent."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import VISITOR, Scope, enter_scope
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.participation import services, theme_services
from baken.records.participation.erasure import ERASERS
from baken.records.participation.facts import (
    ConversationForm,
    InputOutcome,
    QuoteOrigin,
    QuoteState,
    ThemeAct,
)
from baken.records.participation.models import ConversationFile, PublishedVoice, Quote
from baken.records.participation.own_selectors import conversations, quotes_of, quotes_to_check
from baken.records.participation.publishing import publish
from baken.records.participation.rules import ConversationRefusedError
from baken.records.participation.selectors import themes_of, voices_of
from baken.records.participation.taking_in import (
    CleanQuote,
    ConversationSource,
    NewConversation,
    RefusedRow,
    keep_conversations,
    mark_of,
)
from baken.records.participation.theme_selectors import (
    ThemeShareFact,
    newest_version,
    shares_of,
    versions,
)
from baken.vocabulary.role import Role

MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
WIJK = "WK030701"
SOURCE = ConversationSource("GM0307", "gesprekken.csv", "0" * 64, None)


@pytest.fixture
def adviser(db: None) -> Scope:
    return _somebody("adviser", Role.POLICY_ADVISER)


def _somebody(name: str, role: Role, tenant: str = "GM0307") -> Scope:
    ensure_municipality(code="GM0363", name="Amsterdam")
    key = ensure_person(username=name, full_name=name.title(), password=None)
    grant_role(person=key, tenant=tenant, role=role)
    return enter_scope(Person.objects.get(pk=key))


def said(number: int, text: str, *, consent: bool = True) -> CleanQuote:
    return CleanQuote(
        row=number + 1, number=number, text=text, mark=mark_of("GM0307", text), removed=0,
        consent=consent, consent_how="mondeling" if consent else "",
        consent_on=date(2025, 2, 1) if consent else None, consent_asked_by="gespreksleider",
    )  # fmt: skip


def talk(*quotes: CleanQuote, code: str = "g1", held_on: date | None = None) -> NewConversation:
    return NewConversation(
        code=code, form=ConversationForm.STREET_CONVERSATION, area_code=WIJK, held_on=held_on,
        participants=8, ages={}, source="Straatgesprek", origin=QuoteOrigin.SYNTHETIC,
        origin_note="zaad 1, versie 1", quotes=quotes,
    )  # fmt: skip


def bring(*talks: NewConversation, refused: tuple[RefusedRow, ...] = ()) -> object:
    return keep_conversations(source=SOURCE, conversations=talks, refused=refused, at=MOMENT)


def refusal(reason: str) -> object:
    return pytest.raises(ConversationRefusedError, match=f"^{reason}$")


def quote_ids() -> list[UUID]:
    return list(Quote.objects.order_by("conversation__code", "number").values_list("id", flat=True))


def test_the_same_file_twice_changes_nothing(adviser: Scope) -> None:
    first = bring(talk(said(1, "Te hard rijden."), said(2, "Het is donker.")))
    second = bring(talk(said(1, "Te hard rijden."), said(2, "Het is donker.")))
    assert (first.accepted, first.unchanged) == (2, 0)
    assert (second.accepted, second.unchanged, second.refused) == (0, 2, ())
    assert [each.quotes for each in conversations(by=adviser)] == [2]


def test_a_known_number_with_other_words_waits_without_its_words(adviser: Scope) -> None:
    bring(talk(said(1, "Te hard rijden.")))
    again = bring(talk(said(1, "Iets heel anders.")), refused=(RefusedRow(9, "gebied", "unknown"),))
    assert [(one.row, one.reason) for one in again.refused] == [
        (2, "number-known-with-other-words"),
        (9, "unknown"),
    ]
    kept = ConversationFile.objects.order_by("-taken_in_at", "accepted").first()
    assert "anders" not in str(kept.refused)
    assert quotes_of(conversations(by=adviser)[0].id, by=adviser)[0].text == "Te hard rijden."


def test_who_does_not_work_here_sees_and_does_nothing(adviser: Scope) -> None:
    bring(talk(said(1, "Te hard rijden.")))
    (one,) = quote_ids()
    for name, role, tenant in (
        ("raad", Role.COUNCIL_MEMBER, "GM0307"),
        ("elders", Role.POLICY_ADVISER, "GM0363"),
    ):
        other = _somebody(name, role, tenant)
        assert conversations(by=other) == ()
        with pytest.raises(ConversationRefusedError):
            services.step_quote(identifier=one, to=QuoteState.APPROVED, by=other, at=MOMENT)
    assert conversations(by=VISITOR) == ()


def test_a_quote_is_checked_and_what_is_taken_out_is_gone(adviser: Scope) -> None:
    bring(talk(said(1, "Bij Sjakie op 3 hoog is het donker.")))
    (one,) = quote_ids()
    services.remove_piece(identifier=one, piece="Sjakie", kind="name", by=adviser, at=MOMENT)
    checked = services.step_quote(identifier=one, to=QuoteState.APPROVED, by=adviser, at=MOMENT)
    assert checked.text == "Bij [NAAM] op 3 hoog is het donker."
    assert (checked.removed, checked.may_be_shown) == (1, True)
    assert quotes_to_check(by=adviser, number=5) == ((), 0)
    logged = AuditEntry.objects.values_list("action", "details")
    assert "Sjakie" not in str(list(logged))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM participation_quote WHERE text LIKE '%Sjakie%'")
        assert cursor.fetchone() == (0,)


def test_what_is_put_aside_has_no_words_and_does_not_come_back(adviser: Scope) -> None:
    bring(talk(said(1, "Iets over een buurman.")))
    (one,) = quote_ids()
    gone = services.step_quote(identifier=one, to=QuoteState.PUT_ASIDE, by=adviser, at=MOMENT)
    assert gone.text == ""
    with refusal("no-such-step"):
        services.step_quote(identifier=one, to=QuoteState.APPROVED, by=adviser, at=MOMENT)


def test_words_that_a_search_kept_go_with_what_is_taken_out(adviser: Scope) -> None:
    with_themes(adviser)
    first, second = quote_ids()[:2]
    services.remove_piece(identifier=first, piece="Citaat", kind="name", by=adviser, at=MOMENT)
    services.step_quote(identifier=second, to=QuoteState.PUT_ASIDE, by=adviser, at=MOMENT)
    shares = shares_of(newest_version("GM0307", by=adviser))
    for one in (first, second):
        assert (shares[one].words, shares[one].telling, shares[one].related) == ((), (), ())
    assert shares[quote_ids()[2]].telling == (("hard", "hard", 1),)


def approve_all(by: Scope) -> None:
    for one in quote_ids():
        services.step_quote(identifier=one, to=QuoteState.APPROVED, by=by, at=MOMENT)


def test_outside_are_only_checked_quotes_with_consent(adviser: Scope) -> None:
    bring(
        talk(
            said(1, "Checked and agreed."),
            said(2, "Checked, not agreed.", consent=False),
            said(3, "Checked, then withdrawn."),
            held_on=date(2025, 2, 1),
        ),
        talk(said(1, "Not checked."), code="g2"),
    )
    for one in quote_ids()[:3]:
        services.step_quote(identifier=one, to=QuoteState.APPROVED, by=adviser, at=MOMENT)
    publish(tenant="GM0307", actor=adviser.person, at=MOMENT)
    assert len(voices_of([WIJK])) >= 2
    services.withdraw_consent(identifier=quote_ids()[2], by=adviser, at=MOMENT)
    publish(tenant="GM0307", actor=adviser.person, at=MOMENT)
    texts = [voice.text for voice in voices_of([WIJK], date(2025, 1, 1), date(2025, 3, 1))]
    assert texts == ["Checked and agreed."]
    assert voices_of([WIJK], since=date(2025, 2, 2)) == ()
    assert voices_of(["WK030702"], since=date(2025, 1, 1)) == ()


def test_what_was_done_stands_beside_the_quote_and_the_newest_counts(adviser: Scope) -> None:
    bring(talk(said(1, "Te hard rijden."), held_on=date(2025, 2, 1)))
    approve_all(adviser)
    (one,) = quote_ids()
    for outcome, given in (
        (InputOutcome.NOT_DONE, {"reason": "Geen geld."}),
        (InputOutcome.PASSED_ON, {"passed_to": "Verkeer"}),
    ):
        services.decide_input(
            tenant="GM0307",
            answer=services.InputAnswer(outcome=outcome, quote=one, **given),
            by=adviser,
            at=MOMENT,
        )
    publish(tenant="GM0307", actor=adviser.person, at=MOMENT)
    (voice,) = voices_of([WIJK], since=date(2025, 1, 1))
    assert [(done.outcome, done.passed_to) for done in voice.done] == [
        (InputOutcome.PASSED_ON, "Verkeer")
    ]
    with refusal("incomplete-report"):
        services.decide_input(
            tenant="GM0307",
            answer=services.InputAnswer(
                outcome=InputOutcome.NOT_DONE, quote=one, reason="x", reported_how="brief"
            ),
            by=adviser,
            at=MOMENT,
        )


def with_themes(adviser: Scope) -> None:
    bring(talk(*(said(n, f"Citaat {n}.") for n in range(1, 9))))
    approve_all(adviser)
    shares = [
        ThemeShareFact(
            one,
            -1 if n == 7 else n % 2,
            (0.8, 0.2),
            (("hard", 0.5),),
            telling=(("hard", "hard", 1),),
        )
        for n, one in enumerate(quote_ids())
    ]
    found = {"themes": [{"words": [["auto", 0.9]]}, {"words": [["afval", 0.8]]}]}
    theme_services.keep_round(
        tenant="GM0307", method=("nmf", "1"), found=found, shares=shares, by=adviser, at=MOMENT
    )


def keys(by: Scope) -> list[str]:
    newest = newest_version("GM0307", by=by)
    return [theme.key for theme in newest.themes.themes] if newest else []


def test_every_act_is_a_version_and_can_be_undone(adviser: Scope) -> None:
    with_themes(adviser)
    asked = {"tenant": "GM0307", "by": adviser, "at": MOMENT}
    first, second = keys(adviser)
    theme_services.name_theme(key=first, name="Te hard rijden", **asked)
    theme_services.split_theme(key=first, word="Hard", **asked)
    theme_services.merge_themes(key=second, into=first, **asked)
    theme_services.undo_themes(to=2, **asked)
    newest = newest_version("GM0307", by=adviser)
    assert newest is not None
    assert [theme.name for theme in newest.themes.themes] == ["Te hard rijden", "afval"]
    acts = [each.act for each in versions("GM0307", by=adviser, number=9)]
    assert acts == [
        ThemeAct.UNDO,
        ThemeAct.MERGE,
        ThemeAct.SPLIT,
        ThemeAct.NAME,
        ThemeAct.FOUND,
    ]


def test_themes_go_outside_by_an_act_with_rounded_counts(adviser: Scope) -> None:
    with_themes(adviser)
    publish(tenant="GM0307", actor=None, at=MOMENT)
    assert themes_of([WIJK]) == ()
    theme_services.set_outside(tenant="GM0307", act=ThemeAct.PUBLISH, by=adviser, at=MOMENT)
    publish(tenant="GM0307", actor=None, at=MOMENT)
    assert [(t.name, t.counts, t.is_synthetic) for t in themes_of([WIJK])] == [
        ("auto", {WIJK: None}, True),
        ("afval", {WIJK: None}, True),
    ]
    theme_services.set_outside(tenant="GM0307", act=ThemeAct.UNPUBLISH, by=adviser, at=MOMENT)
    publish(tenant="GM0307", actor=None, at=MOMENT)
    assert themes_of([WIJK]) == ()


def test_a_gebiedsmanager_orders_themes_but_does_not_publish(adviser: Scope) -> None:
    with_themes(adviser)
    manager = _somebody("manager", Role.GEBIEDSMANAGER)
    (first, _) = keys(manager)
    theme_services.name_theme(tenant="GM0307", key=first, name="A", by=manager, at=MOMENT)
    with refusal("no-role-in-this-municipality"):
        theme_services.set_outside(tenant="GM0307", act=ThemeAct.PUBLISH, by=manager, at=MOMENT)


def test_on_time_all_of_it_goes_outside_too(adviser: Scope) -> None:
    with_themes(adviser)
    publish(tenant="GM0307", actor=None, at=MOMENT)
    before = date(2025, 4, 1)
    assert sum(eraser.due(before) for eraser in ERASERS) >= 10
    for eraser in ERASERS:
        list(eraser.erase(before, lambda _rows: None))
    assert Quote.objects.filter(tenant="GM0307", conversation__taken_in_at=MOMENT).count() == 0
    assert PublishedVoice.objects.filter(published_at=MOMENT).count() == 0
    assert newest_version("GM0307", by=adviser) is None
