"""Municipalities and years that are not bundled, in the formats of CBS; rows are synthetic."""

import json
from datetime import UTC, date, datetime

import pytest

from baken.foundation.intake.kind import Options
from baken.foundation.intake.kinds.areas import AREAS
from baken.foundation.intake.kinds.key_figures import KEY_FIGURES, POPULATION
from baken.foundation.intake.pipeline import receive
from baken.foundation.places.models import Area, KeyFigure
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.models import Observation, PublishedFigure
from baken.records.indicators.published_kind import INDICATOR_FIGURES
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db


def take_in(kind, path, *, year=None, source="cbs-47018ned"):
    return receive(
        kind=kind,
        path=path,
        source=source,
        delivered_on=date(2030, 1, 1),
        received_at=datetime(2030, 1, 2, tzinfo=UTC),
        options=Options(year=year),
    )


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


V3 = {
    "odata.metadata": "https://example.org/47018NED/$metadata#TypedDataSet",
    "value": [
        {
            "ID": n,
            "SoortMisdrijf": "1.1.1 ",
            "WijkenEnBuurten": "GM0363    ",
            "Perioden": f"{year}JJ00",
            "GeregistreerdeMisdrijven_1": value,
            "Gemeentenaam_2": "Amsterdam      ",
        }
        for n, (year, value) in enumerate([(2018, 101), (2019, 102)])
    ],
}
V4 = {
    "@odata.context": "https://example.org/$metadata#Observations",
    "value": [
        {
            "Id": n,
            "Measure": "M000001",
            "ValueAttribute": "None",
            "Value": float(value),
            "StringValue": None,
            "SoortMisdrijf": "1.1.1",
            "WijkenEnBuurten": "GM0363",
            "Perioden": f"{year}JJ00",
        }
        for n, (year, value) in enumerate([(2018, 101), (2019, 102)])
    ],
}
STATLINE = (
    '\ufeff"ID";"SoortMisdrijf";"WijkenEnBuurten";"Perioden";"GeregistreerdeMisdrijven_1"\n'
    '0;"1.1.1 ";"GM0363    ";"2018JJ00";     101\n'
    '1;"1.1.1 ";"GM0363    ";"2019JJ00";     102\n'
)
TIDY = "gemeentecode,soort_misdrijf,jaar,geregistreerde_misdrijven\nGM0363,1.1.1,2018,101\n"
TIDY += "GM0363,1.1.1,2019,102\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("v3.json", json.dumps(V3)),
        ("v4.json", json.dumps(V4)),
        ("statline.csv", STATLINE),
        ("tidy.csv", TIDY),
    ],
)
def test_crime_of_another_municipality_in_each_format(tmp_path, name, text):
    Observation.objects.filter(area_code="GM0363").delete()
    receipt = take_in(CRIME_STATISTICS, written(tmp_path, name, text))
    assert (receipt.accepted, receipt.quarantined) == (2, 0)
    held = Observation.objects.filter(area_code="GM0363", known_until=None)
    assert set(held.values_list("period", "value")) == {("2018", 101), ("2019", 102)}
    again = take_in(CRIME_STATISTICS, written(tmp_path, name, text))
    assert (again.accepted, again.unchanged, again.revised) == (0, 2, 0)


def test_a_missing_mark_of_statline_waits_and_says_why(tmp_path):
    receipt = take_in(
        CRIME_STATISTICS, written(tmp_path, "s.csv", STATLINE.replace("     102", "       ."))
    )
    assert receipt.reasons == {"no-value": 1}


def test_months_are_kept_as_months(tmp_path):
    text = STATLINE.replace("2018JJ00", "2029MM01").replace("2019JJ00", "2029MM02")
    take_in(CRIME_STATISTICS, written(tmp_path, "m.csv", text))
    held = Observation.objects.filter(area_code="GM0363", period__startswith="2029")
    assert set(held.values_list("period", flat=True)) == {"2029-01", "2029-02"}


KWB = (
    "gwb_code_10;gwb_code_8;regio;gm_naam;recs;gwb_code;a_inw;a_hh;p_koopw;g_ink_pi;pst_mvp\n"
    "GM0363;0363;Amsterdam;Amsterdam;Gemeente;GM0363;862965;480000;30;34,1;.\n"
    "BU03630000;03630000;Synthetisch;Amsterdam;Buurt;BU03630000;1.250;.;.;-99997;1012\n"
)


def test_kwb_of_another_municipality_and_year(tmp_path):
    receipt = take_in(KEY_FIGURES, written(tmp_path, "kwb_2019.csv", KWB), year=2019)
    assert (receipt.accepted, receipt.quarantined) == (2, 0)
    held = KeyFigure.objects.filter(year=2019, origin_delivery=receipt.delivery)
    assert dict(held.filter(area_code="GM0363").values_list("name", "value")) == {
        "inhabitants": 862965.0,
        "households": 480000.0,
        "owner-occupied-percent": 30.0,
        "income-1000-euro": 34.1,
    }
    assert dict(held.filter(area_code="BU03630000").values_list("name", "value")) == {
        "inhabitants": 1250.0
    }


def test_key_figures_without_a_year_store_nothing(tmp_path):
    with pytest.raises(UnusableInputError, match="--year"):
        take_in(KEY_FIGURES, written(tmp_path, "kwb.csv", KWB))


def test_population_of_cbs_skips_what_is_no_municipality(tmp_path):
    text = '"ID";"RegioS";"Perioden";"TotaleBevolking_1";"GemiddeldeBevolking_2"\n'
    text += '0;"GM0363";"2030JJ00";900001;899000\n1;"PV27  ";"2030JJ00";2900000;2890000\n'
    receipt = take_in(POPULATION, written(tmp_path, "p.csv", text))
    assert receipt.accepted == 1
    assert receipt.reasons == {"an-area-above-the-municipality": 1}


SQUARE = [
    [[121000, 487000], [121500, 487000], [121500, 487500], [121000, 487500], [121000, 487000]]
]


@pytest.mark.parametrize(
    ("properties", "code", "year"),
    [
        (
            {"BU_CODE": "BU03639901", "BU_NAAM": "Synthetisch", "WK_CODE": "WK036399"},
            "BU03639901",
            2019,
        ),
        (
            {"statcode": "GM0363", "jrstatcode": "2016GM0363", "statnaam": "Synthetisch"},
            "GM0363",
            2016,
        ),
        ({"wijkcode": "WK036399", "gemeentecode": "GM0363", "jaar": 2015}, "WK036399", 2015),
        ({"gwb_code": "03639902", "naam": "Synthetisch"}, "BU03639902", 2019),
    ],
)
def test_boundaries_under_each_publishers_names(tmp_path, properties, code, year):
    collection = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": {"type": "Polygon", "coordinates": SQUARE},
            }
        ],
    }
    path = written(tmp_path, "a.geojson", json.dumps(collection))
    receipt = take_in(
        AREAS,
        path,
        year=None if {"jaar", "jrstatcode"} & set(properties) else 2019,
        source="cbs-kadaster-boundaries",
    )
    assert (receipt.accepted, receipt.quarantined) == (1, 0)
    assert Area.objects.get(code=code, year=year).origin_delivery == receipt.delivery


# Real lines of the programme budget of Amersfoort 2018, in the columns of our table of it.
BUDGET = (
    "municipality,indicator_id,indicator_nl,kind,year,value,unit,source,note\n"
    "Amersfoort,amf_inbraak_poging,Pogingen,realisation,2011,34,%,begroting 2018,\n"
    "Amersfoort,amf_inbraak_poging,Pogingen,target,2017,45,%,begroting 2018,\n"
    "Utrecht,utr_jongerenoverlast,Overlast,realisation,2011-2018,20,%,IVP,\n"
    "Atlantis,x,x,realisation,2011,20,%,IVP,\n"
    "Amersfoort,amf_inbraak_poging,Pogingen,wens,2018,45,%,begroting 2018,\n"
)


def test_indicators_of_a_budget(tmp_path):
    receipt = take_in(
        INDICATOR_FIGURES, written(tmp_path, "i.csv", BUDGET), source="municipal-publications"
    )
    assert receipt.accepted == 3
    assert receipt.reasons == {"unknown-area": 1, "unknown-role": 1}
    target = PublishedFigure.objects.get(
        indicator="amf-inbraak-poging", role="target", publication="begroting 2018"
    )
    assert (target.area_code, target.period, target.value, target.row) == (
        "GM0307",
        "2017",
        45.0,
        3,
    )
    stretch = PublishedFigure.objects.get(indicator="utr-jongerenoverlast", publication="IVP")
    assert stretch.period == "2011-01-01/2018-12-31"
