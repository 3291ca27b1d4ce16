"""What an entry and a story need, which words claim an effect, and what was revised since."""

import dataclasses
import struct
import zlib
from datetime import date
from decimal import Decimal

import pytest

from baken.catalogue.effect_words import EFFECT_WORDS
from baken.foundation.partners.scope import VISITOR, Scope
from baken.records.accounts.facts import EntryContent, EntryState, StoryContent, StoryKind
from baken.records.accounts.pictures import cleaned_picture
from baken.records.accounts.rules import (
    LARGEST_PICTURE,
    PUBLISHING_ROLES,
    WRITING_ROLES,
    AccountRefusedError,
    check_replacing,
    faults_of_entry,
    faults_of_story,
    revised_inputs,
    role_to_publish,
    role_to_write,
    untested_effects,
)
from baken.vocabulary.role import Role

TODAY = date(2025, 3, 1)
DONE = EntryContent(state=EntryState.DONE, done="Twee avonden per week gesurveilleerd.")
STORY = StoryContent(
    kind=StoryKind.QUOTE, text="Het plein is weer van ons.", source="gesprek op straat",
    place="Overvecht", told_on=date(2024, 9, 3), consent_by="de spreker zelf",
    consent_how="op schrift", consent_until=date(2027, 1, 1),
)  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_who_writes_and_who_publishes_follows_from_the_role_in_that_municipality(role):
    mine = Scope(person=7, roles=frozenset({("GM0344", role)}))
    for ask, roles in ((role_to_write, WRITING_ROLES), (role_to_publish, PUBLISHING_ROLES)):
        if role in roles:
            assert ask(mine, "GM0344") is role
        else:
            with pytest.raises(AccountRefusedError, match="no-role"):
                ask(mine, "GM0344")
        with pytest.raises(AccountRefusedError, match="no-role"):
            ask(mine, "GM0307")
        with pytest.raises(AccountRefusedError, match="no-role"):
            ask(VISITOR, "GM0344")


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, {}),
        ({"done": "Mevrouw De Vries geholpen."}, {"done": "names-a-person"}),
        ({"done": ""}, {"done": "say-what-was-done"}),
        ({"state": EntryState.STOPPED}, {"reason": "reason-needed"}),
        ({"state": EntryState.STOPPED, "reason": "geen geld", "done": ""}, {}),
        ({"spent": Decimal("12.50")}, {"spent_source": "amount-without-source"}),
        ({"spent": Decimal(-1), "spent_source": "jaarrekening"}, {"spent": "unusable-amount"}),
        ({"failed": "x" * 2001}, {"failed": "text-too-long"}),
        ({"done": "a\0b"}, {"done": "unusable-characters"}),
    ],
)
def test_an_entry_says_what_was_done_or_why_not_and_an_amount_has_its_source(changed, faults):
    assert faults_of_entry(dataclasses.replace(DONE, **changed)) == faults


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, {}),
        ({"consent_by": ""}, {"consent_by": "needed"}),
        ({"consent_until": TODAY}, {"consent_until": "consent-ended"}),
        ({"told_on": date(2025, 3, 2)}, {"told_on": "not-yet"}),
        ({"text": ""}, {"text": "needed"}),
        ({"kind": StoryKind.PICTURE}, {"picture": "needed"}),
        ({"picture": b"x"}, {"alternative": "picture-without-text"}),
        (
            {"picture": b"x" * (LARGEST_PICTURE + 1), "alternative": "Een plein"},
            {"picture": "picture-too-large"},
        ),
    ],
)
def test_a_story_has_consent_with_an_end_and_a_picture_its_text(changed, faults):
    assert faults_of_story(dataclasses.replace(STORY, **changed), today=TODAY) == faults


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De inbraken daalden dankzij onze inzet.", ["dankzij"]),
        ("Een effectieve aanpak met veel impact.", ["effectieve", "impact"]),
        ("Door onze aanpak is het rustiger.", ["Door onze aanpak"]),
        ("This led to fewer thefts.", ["led to"]),
        ("Ontwikkeling, geen effect getoetst.", []),
        ("Development, no effect tested.", []),
        ("We zetten meer boa's in; het aantal meldingen daalde.", []),
        ("De affecten van de raad.", []),
    ],
)
def test_words_that_claim_an_effect_are_found_with_a_reason(text, words):
    found = untested_effects(text)
    assert [each.word for each in found] == words
    assert all(each.reason("nl") and each.reason("en") for each in found)


def test_every_word_of_the_catalogue_is_found_in_a_sentence():
    for effect in EFFECT_WORDS:
        for word in (*effect.words, *effect.stems):
            assert untested_effects(f"Het ging zo: {word} het een en ander."), word


def test_publishing_again_needs_a_reason_and_the_first_time_has_none():
    assert check_replacing(None, "  overbodig ") == ""
    assert check_replacing(1, "  een cijfer was fout ") == "een cijfer was fout"
    with pytest.raises(AccountRefusedError, match="reason-needed"):
        check_replacing(1, "  ")


def test_what_changed_and_what_went_is_a_revision_and_what_is_new_is_not():
    def value(period: str, told: str) -> dict[str, str]:
        return {
            "what": "value", "indicator": "burglaries", "period": period, "subject": "realisation",
            "told": told, "value": told,
        }  # fmt: skip

    then = [value("2022", "100"), value("2023", "90"), value("2024", "80")]
    now = [value("2022", "100"), value("2023", "92"), value("2025", "70")]
    found = [(each.period, each.before, each.after) for each in revised_inputs(then, now)]
    assert found == [("2023", "90", "92"), ("2024", "80", "")]


def chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def test_a_picture_loses_place_and_owner_and_keeps_its_image():
    image = b"\xff\xda\x00\x02pixels\xff\xd9"
    jpeg = b"\xff\xd8" + b"\xff\xe1\x00\x0aGPS 52.0" + b"\xff\xfe\x00\x06Jan!" + image
    assert cleaned_picture(jpeg) == (b"\xff\xd8" + image, "jpeg")
    head, data, end = chunk(b"IHDR", b"h" * 13), chunk(b"IDAT", b"pixels"), chunk(b"IEND", b"")
    png = b"\x89PNG\r\n\x1a\n" + head + chunk(b"tEXt", b"Owner\0Jan") + data + end
    assert cleaned_picture(png) == (b"\x89PNG\r\n\x1a\n" + head + data + end, "png")


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00", b"\x89PNG\r\n\x1a\n\x00\x00"]
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(AccountRefusedError, match="unusable-picture"):
        cleaned_picture(content)
