"""Policy indicators over the open API: definitions, values and verdicts, in their shapes."""

import pytest

from baken.catalogue.policy_indicators import POLICY_INDICATORS
from baken.desks.api import policy_shapes
from baken.records.indicators.policy_selectors import judgements, yearly_values

pytestmark = pytest.mark.django_db


def test_every_policy_indicator_is_defined(client):
    content = client.get("/api/v1/policy-indicators").json()
    assert [item["id"] for item in content["items"]] == [each.id for each in POLICY_INDICATORS]
    policy_shapes.PolicyIndicatorList.model_validate(content)


def test_values_and_verdicts_are_what_is_stored(client):
    asked = "?area=GM0307&indicator=registered-crimes-per-1000&pageSize=1000"
    values = client.get(f"/api/v1/policy-values{asked}").json()
    policy_shapes.PolicyValuePage.model_validate(values)
    assert values["total"] == len(yearly_values("GM0307", ["registered-crimes-per-1000"]))
    (revised,) = (item for item in values["items"] if item["period"] == "2016")
    assert (revised["value"], revised["status"]) == (54.3, "revised")
    assert [other["value"] for other in revised["others"]] == [51.7]
    judged = client.get(f"/api/v1/policy-judgements{asked}").json()
    policy_shapes.JudgementPage.model_validate(judged)
    stored = judgements("GM0307", ["registered-crimes-per-1000"])
    assert [item["verdict"] for item in judged["items"]] == [each.verdict for each in stored]


def test_an_alias_of_the_source_is_understood_and_another_name_refused(client):
    asked = client.get("/api/v1/policy-values?indicator=amf_burgernet&area=GM0307")
    assert asked.json()["total"] == 6
    assert client.get("/api/v1/policy-judgements?indicator=nothing").status_code == 400
