"""Every policy indicator of every municipality that states it, judged once and stored as facts."""

from datetime import datetime

from baken.catalogue.policy_indicators import BASELINES
from baken.foundation.places.selectors import AVERAGE_INHABITANTS, sourced_key_figures
from baken.records.indicators.facts import JudgedIndicators
from baken.records.indicators.policy_area import PolicyGround, rows_of, series_of_area
from baken.records.indicators.published import published_figures
from baken.records.indicators.registered import registered_counts, usual_spread
from baken.records.indicators.services import replace_judgements
from baken.records.indicators.set_spread import spread_of_sets


def judge_indicators(*, at: datetime) -> JudgedIndicators:
    """Judge all policy indicators anew and put the answers in the place of the old ones.

    Judged are the areas of which a publication states a figure, and those with a level to keep.
    """
    stated = published_figures()
    areas = sorted({fact.area for fact in stated} | {each.municipality for each in BASELINES})
    registered = registered_counts(areas)
    lived = sourced_key_figures(AVERAGE_INHABITANTS)
    spread = usual_spread() | spread_of_sets({key: n for key, (n, _source) in lived.items()})
    values, judgements = [], []
    for area in areas:
        ground = PolicyGround(
            area=area,
            stated=tuple(fact for fact in stated if fact.area == area),
            registered={key: count for key, count in registered.items() if key[1] == area},
            inhabitants={year: n for (code, year), (n, _source) in lived.items() if code == area},
            spread=spread,
        )
        found = rows_of(series_of_area(ground), at=at)
        values += found[0]
        judgements += found[1]
    return replace_judgements(values=values, judgements=judgements)
