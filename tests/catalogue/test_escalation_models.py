"""The example model is whole and marked; a wrong file is refused with all its mistakes at once."""

from pathlib import Path

import pytest

from baken.catalogue import escalation
from baken.catalogue.escalation import ESCALATION_MODELS, escalation_model, read_model
from baken.catalogue.reader import CatalogueError
from baken.vocabulary.phase import Phase

FILE = Path(escalation.__file__).parent / "models" / "burglary_example.toml"


def test_the_example_says_that_it_is_one_in_every_part():
    (model,) = ESCALATION_MODELS
    assert model.is_example
    assert model.head.replace_before_use
    assert model.trigger.is_example
    assert model.rules.is_example
    assert all(each.term_is_example and each.phase_is_example for each in model.interventions)
    assert escalation_model("burglary_example") is model
    assert escalation_model("other") is None


def test_each_phase_has_its_package_the_soonest_first():
    model = ESCALATION_MODELS[0]
    assert [len(model.package(phase)) for phase in Phase] == [7, 8, 8]
    days = [each.term_days for each in model.package(Phase.ALERT)]
    assert days == sorted(days)


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    text = FILE.read_text(encoding="utf-8")
    for old, new in (
        ("alert_p = 0.03", "alert_p = 0.5"),
        ('area_level = "wijk"', 'area_level = "straat"'),
        ('owner_kind = "boa"', 'owner_kind = "niemand"'),
        ("quiet_reviews = 2", "quiet_weeks = 2"),
        ('id = "esc_02"', 'id = "esc_01"'),
        ("term_days = 180", "term_days = 1000"),
    ):
        text = text.replace(old, new, 1)
    path = tmp_path / "wrong.toml"
    path.write_text(text + "\n[other]\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_model(path)
    said = str(caught.value)
    for part in (
        'unknown table "other"', 'unknown key "quiet_weeks"', '"quiet_reviews" is missing',
        '"area_level" is "straat"', '"niemand" is none of', '"esc_01" occurs twice',
        "term_days 1000",
    ):  # fmt: skip
        assert part in said
