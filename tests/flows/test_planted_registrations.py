"""The declared generator on the bundled figures of Utrecht: rows, deliveries and declaration."""

from collections import Counter
from datetime import date

import pytest

from baken.flows.planted_registrations import (
    HEADER,
    NothingToPlantError,
    PlantedOutbreak,
    Planting,
    declaration,
    delivered_rows,
    final_rows,
    planted_ground,
)
from baken.flows.planted_registrations.rows import street_name
from baken.flows.planted_registrations.stretches import (
    BY_DAY,
    Stretch,
    joined,
    police_days,
    stretches,
)
from baken.foundation.places.outlines import outlines_of
from baken.records.indicators.registered import registered_counts
from baken.vocabulary.area import AreaLevel

pytestmark = pytest.mark.django_db
YEAR = Planting("GM0344", date(2024, 1, 1), date(2024, 12, 31), seed=1)


def test_a_year_of_utrecht_holds_to_every_count_that_is_known() -> None:
    rows = [row for row in final_rows(planted_ground(YEAR)) if row["status"] == "geldig"]
    buurten = outlines_of("GM0344", level=AreaLevel.BUURT, year=2024)
    counts = registered_counts(["GM0344", *buurten])
    known = {key: count.value for key, count in counts.items() if key[2] == 2024}
    per_type = Counter(row["misdrijfcode"] for row in rows)
    per_buurt = Counter(row["buurt"] for row in rows)
    for (type_, area, _), value in known.items():
        found = per_buurt[area] if type_ == "0.0.0" else per_type[type_]
        assert (area, type_, found) == (area, type_, value)
    assert len(known) == 12 + 111
    assert {row["herkomst"] for row in rows} == {"synthetisch"}
    assert {(row["zaad"], row["generator_versie"]) for row in rows} == {("1", "1")}
    assert {row["postcode"] for row in rows} == {""}
    assert all(row["straat"].startswith("Bedachte ") for row in rows if row["straat"])
    assert len({row["registratienummer"] for row in rows}) == len(rows)


def test_deliveries_end_as_the_file_says_and_later_days_change_nothing() -> None:
    short = Planting("GM0307", date(2024, 2, 1), date(2024, 4, 30), seed=3)
    longer = Planting("GM0307", date(2024, 2, 1), date(2025, 1, 31), seed=3)
    by_day, later = (dict(delivered_rows(planted_ground(each))) for each in (short, longer))
    assert list(by_day) == list(later)[: len(by_day)]
    in_february = {day: rows for day, rows in by_day.items() if day < date(2024, 3, 1)}
    assert in_february == {day: later[day] for day in in_february}
    state: dict[str, dict[str, str]] = {}
    for _, rows in sorted(later.items()):
        state |= {row["registratienummer"]: row for row in rows}
    until = Planting("GM0307", short.first, date(2024, 6, 30), seed=3)
    final = {row["registratienummer"]: row for row in final_rows(planted_ground(until))}
    # Seven months later everything that was recorded has come in and been mended.
    assert {number: state[number] for number in final} == final


def test_a_tail_of_the_deliveries_is_the_same_as_that_of_all() -> None:
    ground = planted_ground(Planting("GM0307", date(2022, 1, 1), date(2024, 2, 29), seed=1))
    since = date(2024, 1, 20)
    whole = [(day, rows) for day, rows in delivered_rows(ground) if day >= since]
    assert list(delivered_rows(ground, since=since)) == whole


def test_a_demo_comes_in_with_its_past_and_then_day_by_day_up_to_today() -> None:
    today = date(2026, 11, 27)
    begun = today - BY_DAY
    files = list(stretches(begun, today))
    past, by_day = files[:9], files[9:]
    assert past[0] == Stretch(date(2018, 1, 1), date(2018, 12, 31), begun)
    assert past[-1] == Stretch(date(2026, 1, 1), begun, begun)
    assert by_day[-1] == Stretch(today, today, today)
    assert len(by_day) == 91
    assert all(each.is_day for each in by_day)
    assert len({each.file_name("GM0344") for each in files}) == len(files)
    rows = [{"registratienummer": number, "status": said} for number, said in ("1a", "2b", "1c")]
    told = {past[0].first: rows[:2], past[0].last: rows[2:]}
    (found,) = joined(told.items(), files[:1])
    assert [row["status"] for row in found] == ["c", "b"]
    assert police_days(past[:1], today) == ()
    looked_at = police_days(by_day, today)
    assert looked_at[-1] == today
    assert [day.weekday() for day in looked_at[:-1]] == [0] * 13
    assert police_days([], today) == (today,)


def test_an_empty_day_is_a_delivery_too() -> None:
    days = dict(delivered_rows(planted_ground(Planting("GM0307", *(date(2024, 1, 1),) * 2, 1))))
    assert days == {date(2024, 1, 1): []}


def test_the_declaration_says_what_is_counted_and_what_is_assumed() -> None:
    outbreak = PlantedOutbreak("BU03440111", "1.1.1", date(2025, 3, 3), 4, 3.0)
    asked = Planting("GM0344", date(2020, 1, 1), date(2025, 6, 30), 7, outbreaks=(outbreak,))
    said = declaration(planted_ground(asked))
    by_year = {each["jaar"]: each for each in said["gegevens"]}
    assert (said["herkomst"], said["zaad"], said["bron"]) == (
        "synthetisch",
        7,
        "declared-generator",
    )
    assert [year for year, each in by_year.items() if each["buurten_geteld"]] == [
        2021,
        2022,
        2023,
        2024,
    ]
    assert len(by_year[2024]["soorten_geteld"]) == 12
    assert by_year[2025]["soorten_geteld"] == []
    assert said["geplante_uitbraken"][0]["buurt"] == "BU03440111"
    assert set(next(iter(final_rows(planted_ground(asked))))) == set(HEADER)


def test_what_cannot_be_planted_is_refused_in_words() -> None:
    for municipality, first, last, words in (
        ("GM0363", date(2024, 1, 1), date(2024, 2, 1), "take in its areas"),
        ("GM0344", date(2024, 2, 1), date(2024, 1, 1), "no period"),
    ):
        with pytest.raises(NothingToPlantError, match=words):
            planted_ground(Planting(municipality, first, last, 1))


def test_invented_streets_have_each_their_own_name() -> None:
    names = [street_name(number) for number in range(8000)]
    assert len(set(names)) == len(names)
    assert not any(sign.isdigit() for name in names for sign in name)
