"""Checks find what does not fit in the bundled data, say it in a sentence, and see it mended."""

from datetime import UTC, date, datetime

import pytest
import shapely
from foundation.deliveries import HEADER, row
from foundation.deliveries import deliver as delivered
from shapely.affinity import translate

from baken.flows.check_quality import check_quality
from baken.flows.compute_figures import rounds_of_all
from baken.foundation.intake.kind import Options
from baken.foundation.intake.models import QualityStep
from baken.foundation.intake.pipeline import receive
from baken.foundation.intake.quality.findings import same_when_rounded
from baken.foundation.intake.quality.notices import (
    QualityRefusedError,
    quality_notices,
    take_step,
)
from baken.foundation.partners.scope import Scope, in_tenant
from baken.foundation.partners.services import ensure_person
from baken.foundation.places.models import Area
from baken.foundation.stewardship.models import AuditEntry
from baken.records.indicators.published_kind import INDICATOR_FIGURES
from baken.vocabulary.quality import QualityState
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 1, 2, tzinfo=UTC)
# Real lines of the programme budget of Amersfoort 2018: 854 burglaries at 5.1 per 1,000.
BUDGET = (
    "gemeente,indicator_id,soort,jaar,waarde,bron\n"
    "Amersfoort,amf_woninginbraken,realisatie,2011,{count},Begroting 2018\n"
    "Amersfoort,amf_woninginbraken_1000,realisatie,2011,5.1,Begroting 2018\n"
)


def deliver(folder, text, day):
    path = folder / f"{day}.csv"
    path.write_text(text)
    receive(
        kind=INDICATOR_FIGURES,
        path=path,
        source="municipal-publications",
        delivered_on=date(2030, 1, day),
        received_at=NOW,
        options=Options(),
    )
    return check_quality(at=NOW, rounds=rounds_of_all())


def of_check(name):
    return [notice for notice in quality_notices() if notice.check == name]


def about_the_budget():
    found = of_check("amersfoort-burglary-rate")
    return [notice for notice in found if notice.subject == "Begroting 2018"]


def test_the_bundled_division_says_that_its_wijken_are_of_another_year():
    check_quality(at=NOW, rounds=rounds_of_all())
    found = {notice.area: notice for notice in of_check("buurt-without-wijk")}
    assert set(found) == {"GM0307", "GM0344"}
    assert found["GM0344"].arithmetic == {"parts": 111, "missing": 111, "older": 111}
    assert "Utrecht" in found["GM0344"].sentence_nl


def test_a_rate_that_does_not_fit_its_count_is_found_and_mended(tmp_path):
    deliver(tmp_path, BUDGET.format(count=854), 1)
    (notice,) = about_the_budget()
    assert notice.arithmetic["implied"] == 167_451
    assert "167.451 inwoners" in notice.sentence_nl
    assert "167,451 inhabitants" in notice.sentence_en
    outcome = deliver(tmp_path, BUDGET.format(count=750), 2).counts
    assert outcome.mended == 1
    assert not about_the_budget()


def test_the_bundled_data_hold_no_doubtful_counts_and_no_buurt_outside_its_wijk():
    held = check_quality(at=NOW, rounds=rounds_of_all()).held
    compared, outside = held["buurt-outside-wijk"]
    assert (compared >= 111 + 33, outside) == (True, 0)
    names = ("crime-of-unknown-area", "inhabitants-of-unknown-area", "counts-of-a-year-to-come")
    assert [held[name][1] for name in names] == [0, 0, 0]
    assert held["crime-of-unknown-area"][0] > 300
    assert min(held[name][0] for name in names) > 1


def test_a_buurt_drawn_outside_its_wijk_is_found():
    buurt = Area.objects.get(code="BU03440111", year=2024)
    buurt.outline = shapely.to_wkb(translate(shapely.from_wkb(bytes(buurt.outline)), 20_000))
    buurt.save()
    check_quality(at=NOW, rounds=rounds_of_all())
    (notice,) = of_check("buurt-outside-wijk")
    assert (notice.area, notice.subject) == (buurt.code, "WK034401")
    assert notice.sentence_nl.startswith(f"{buurt.name} ligt in de indeling van 2024 voor 100 %")


def test_a_large_revision_an_unknown_area_and_a_year_to_come_are_told(tmp_path):
    lines = [
        row(500, code="GM0344"),
        row(5, code="BU03449999", offence="0.0.0", year="2024"),
        row(7, code="GM0344", year="2031"),
    ]
    delivered(tmp_path, HEADER + "".join(lines))
    delivered(tmp_path, HEADER + row(100, code="GM0344"), on=date(2030, 2, 1), name="b.csv")
    check_quality(at=NOW, rounds=rounds_of_all())
    (revision,) = of_check("large-revision-of-crime")
    assert (revision.area, revision.period) == ("GM0344", "2029")
    assert "eerst 500, nu 100 geleverd" in revision.sentence_nl
    (strange,) = of_check("crime-of-unknown-area")
    assert (strange.area, strange.arithmetic["codes"]) == ("GM0344", "BU03449999")
    (coming,) = of_check("counts-of-a-year-to-come")
    assert (coming.period, coming.arithmetic["parts"]) == ("2031", 1)


def test_a_second_round_finds_nothing_new():
    check_quality(at=NOW, rounds=rounds_of_all())
    again = check_quality(at=NOW, rounds=rounds_of_all())
    assert (again.counts.new, again.counts.mended) == (0, 0)
    assert again.counts.found == len(quality_notices())


def test_what_fits_is_stated_too():
    held = check_quality(at=NOW, rounds=rounds_of_all()).held
    assert held["inhabitants-of-parts"] == (2, 0)
    assert held["buurt-without-wijk"] == (2, 2)


def test_only_the_data_steward_takes_a_step_and_it_is_logged():
    check_quality(at=NOW, rounds=rounds_of_all())
    notice = next(n for n in of_check("buurt-without-wijk") if n.area == "GM0344")
    person = ensure_person(username="steward-q", full_name="S. Q.", password=None)
    number = getattr(person, "id", person)
    visitor = Scope(person=None, roles=frozenset())
    step = {"notice": notice.id, "tenant": "GM0344", "at": NOW}
    looked = {"state": QualityState.EXPLAINED, "explanation": "Wijken 2024 volgen."}
    with pytest.raises(QualityRefusedError):
        take_step(**step, **looked, by=visitor)
    steward = Scope(person=number, roles=frozenset({("GM0344", Role.DATA_STEWARD)}))
    with pytest.raises(QualityRefusedError, match="explanation"):
        take_step(**step, state=QualityState.EXPLAINED, explanation=" ", by=steward)
    with in_tenant("GM0344"):
        take_step(**step, **looked, by=steward)
        after = next(n for n in quality_notices() if n.id == notice.id)
        assert (after.state, after.explanation) == (QualityState.EXPLAINED, "Wijken 2024 volgen.")
        assert QualityStep.objects.count() == 1
        assert AuditEntry.objects.filter(action="quality-step", actor_id=number).exists()


@pytest.mark.parametrize(
    ("one", "other", "same"), [(37, 37.1, True), (51.7, 54.3, False), (37, 37.6, False)]
)
def test_rounding_is_no_contradiction(one, other, same):
    assert same_when_rounded(one, other) is same


def test_the_open_api_lists_the_notices(client):
    check_quality(at=NOW, rounds=rounds_of_all())
    answered = client.get("/api/v1/quality-notices").json()
    assert {"check", "arithmetic", "sentenceNl"} <= set(answered["items"][0])
