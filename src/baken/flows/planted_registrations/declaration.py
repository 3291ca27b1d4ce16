"""What stands beside a file of invented registrations: what is counted, and what is assumed."""

from typing import Any

import numpy as np

from baken.catalogue.planted_crime import PLANTED_HABITS, PLANTED_TYPES
from baken.engines.planted_registrations import VERSION, YearTotals
from baken.flows.planted_registrations.planting import PlantedGround
from baken.flows.planted_registrations.rows import SYNTHETIC

ASSUMED_NL = (
    "Soorten zonder cijfers per gemeente: hun aandeel in wat overblijft is aangenomen.",
    "Waar in de gemeente een soort voorkomt: geschat uit inwoners en alle misdrijven per buurt.",
    "Seizoen, weekdag, uur, lengte van de pleegperiode en tijd tot registratie: aangenomen.",
    "Aandeel pogingen, herhalingen in de buurt en ontdekt door de politie: aangenomen.",
    "Straten en punten zijn bedacht: geen echt adres, wel in de goede buurt.",
    "Een jaar na de laatste cijfers krijgt de aantallen van het dichtstbijzijnde jaar.",
)
ASSUMED_EN = (
    "Types without counts per municipality: their share of what is left is assumed.",
    "Where in the municipality a type occurs: estimated from inhabitants and all crime per buurt.",
    "Season, weekday, hour, length of the interval and time until recording: assumed.",
    "Share of attempts, of near repeats and of what the police found: assumed.",
    "Streets and points are invented: no real address, but in the right buurt.",
    "A year after the last counts gets the numbers of the nearest year.",
)


def declaration(ground: PlantedGround) -> dict[str, Any]:
    """Return the declaration of a planting, to be written as JSON."""
    planting = ground.planting
    return {
        "herkomst": SYNTHETIC,
        "bron": "declared-generator",
        "generator_versie": VERSION,
        "zaad": planting.seed,
        "gemeente": planting.municipality,
        "van": planting.first.isoformat(),
        "tot": planting.last.isoformat(),
        "herhalingen_in_de_buurt": planting.near_repeats,
        "geplante_uitbraken": [
            {
                "buurt": each.buurt,
                "soort": each.offence,
                "maandag": each.monday.isoformat(),
                "weken": each.weeks,
                "per_week": each.per_week,
            }
            for each in planting.outbreaks
        ],
        "aandelen": {
            "te_laat": planting.rates.late,
            "verbeterd": planting.rates.corrected,
            "ingetrokken": planting.rates.withdrawn,
            "dubbel_geleverd": planting.rates.twice,
        },
        "gegevens": [_year(totals) for totals in ground.totals()],
        "aangenomen": {"nl": ASSUMED_NL, "en": ASSUMED_EN},
        "gewoonten": {each.id: each.label_nl for each in PLANTED_HABITS},
    }


def _year(totals: YearTotals) -> dict[str, Any]:
    codes = np.array([each.id for each in PLANTED_TYPES])
    counted = totals.counted_types
    return {
        "jaar": totals.year,
        "soorten_geteld": codes[counted].tolist(),
        "soorten_aangenomen": codes[~counted].tolist(),
        "buurten_geteld": totals.counted_areas,
        "registraties": int(totals.by_type.sum()),
        "waarvan_van_getelde_soorten": int(totals.by_type[counted].sum()),
        "zonder_buurt": int(totals.unplaced.sum()),
    }
