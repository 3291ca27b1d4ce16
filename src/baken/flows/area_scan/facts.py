"""What an area scan holds: frozen, ready to be written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from baken.catalogue.area_scan import PillarEntry, ScanGap, ScanKeyFigure, sentence
from baken.catalogue.indicators import Indicator
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.places.facts import AreaFact
from baken.records.indicators.facts import ChangeFact, ComparisonFact, FigureFact, HiddenFact
from baken.records.participation.facts import DoneFact
from baken.records.statements.facts import AreaStatementFact
from baken.vocabulary.pillar import Pillar


class Direction(StrEnum):
    """Whether a figure went the good way, the bad way, neither, or nobody can say."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"


class AgainstCity(StrEnum):
    """How a rate stands against that of the municipality, by the margin of the former."""

    HIGHER = "higher"
    LOWER = "lower"
    ALIKE = "alike"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure of a neighbouring area, for the map and the order; or that it is not shown."""

    area: AreaFact
    figure: FigureFact | None
    comparison: ComparisonFact | None
    against: AgainstCity = AgainstCity.UNKNOWN
    hidden: HiddenFact | None = None


@dataclass(frozen=True, slots=True)
class ScanFigure:
    """An indicator of the area in the scan's year, or what stands in its place.

    ``peers`` are the areas of its level (of a buurt: in its wijk), ``inside`` the buurten of a
    wijk, ``buurten`` all of the municipality: they make the colours of the map.
    """

    definition: Indicator
    figure: FigureFact | None
    change: ChangeFact | None
    comparison: ComparisonFact | None
    city: FigureFact | None
    hidden: HiddenFact | None
    direction: Direction
    against: AgainstCity = AgainstCity.UNKNOWN
    series: tuple[FigureFact, ...] = ()
    peers: tuple[PlacedFigure, ...] = ()
    inside: tuple[PlacedFigure, ...] = ()
    buurten: tuple[PlacedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class BesideCity:
    """A key figure of the area beside that of the municipality, and its place among its peers.

    ``rank`` 1 is the highest of ``ranked``; 0 where it has none. ``alike``: about the same.
    """

    entry: ScanKeyFigure
    year: int
    value: float
    city: float | None
    alike: bool
    rank: int
    ranked: int


@dataclass(frozen=True, slots=True)
class HeardTheme:
    """A theme that residents talked about here; ``quotes`` is rounded, None: fewer than five."""

    name: str
    words: tuple[str, ...]
    quotes: int | None
    is_synthetic: bool
    done: tuple[DoneFact, ...] = ()


@dataclass(frozen=True, slots=True)
class HeardQuote:
    """What somebody said, with consent and without a name; and what was done with it.

    ``is_published``: it stood in a published text, which need not say where the speaker lives.
    """

    text: str
    area_code: str
    held_on: date | None
    source: str
    is_synthetic: bool
    is_published: bool = False
    done: tuple[DoneFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the catalogue with its words; a word may differ per language."""

    id: str
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def say(self, language: str) -> str:
        """Return the sentence in Dutch or English."""
        place = 1 if language.startswith("en") else 0
        filled = {name: both[place] for name, both in self.words.items()}
        return sentence(self.id).say(language, **filled)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures and experience say different things; the scan says so and no more."""

    pillar: Pillar
    said: Said
    subject: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the scan cannot tell, as a question that somebody can answer."""

    pillar: Pillar | None
    said: Said


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is proposed; ``kind`` is figure, statement or theme, ``subject`` names it.

    ``text`` is what was written in a statement, whole.
    """

    kind: str
    subject: str
    said: Said
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProposedPriority:
    """What a plan of the area may take over; the same scan gives the same id."""

    id: str
    area_code: str
    area_name: str
    pillar: Pillar
    title: Said
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PillarScan:
    """One pillar of the scan."""

    entry: PillarEntry
    figures: tuple[ScanFigure, ...]
    key_figures: tuple[BesideCity, ...]
    themes: tuple[HeardTheme, ...]
    statements: tuple[AreaStatementFact, ...]
    gaps: tuple[ScanGap, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class AreaScan:
    """The whole scan of a wijk or buurt.

    ``full`` is the scan of who works there: with names, and statements that are not public.
    ``names`` are those of the areas that occur in it.
    """

    area: AreaFact
    municipality: AreaFact
    wijk: AreaFact | None
    family: tuple[AreaFact, ...]
    names: Mapping[str, str]
    year: int | None
    today: date
    inhabitants: tuple[float, int] | None
    pillars: tuple[PillarScan, ...]
    themes: tuple[HeardTheme, ...]
    quotes: tuple[HeardQuote, ...]
    questions: tuple[OpenQuestion, ...]
    priorities: tuple[ProposedPriority, ...]
    deliveries: tuple[DeliveryFact, ...]
    full: bool
    may_sign: bool
    may_show: bool

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return where figures and experience differ, over all pillars."""
        return tuple(each for pillar in self.pillars for each in pillar.disagreements)

    @property
    def statements(self) -> tuple[AreaStatementFact, ...]:
        """Return all statements of the scan."""
        return tuple(each for pillar in self.pillars for each in pillar.statements)

    @property
    def main(self) -> ScanFigure | None:
        """Return the figure that leads the scan: all registered crimes."""
        return next((each for pillar in self.pillars for each in pillar.figures), None)
