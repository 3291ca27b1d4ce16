"""The shapes of what the API sends, in the words of the glossary (camelCase on the wire)."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel


class Shape(Schema):
    """What is sent: fields are named in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class LinkShape(Shape):
    """An address."""

    href: str


class SourceShape(Shape):
    """Where a number comes from."""

    id: str
    title: str
    attribution: str
    licence: str
    address: str


class AreaShape(Shape):
    """A gemeente, wijk or buurt in the division of a year."""

    code: str = Field(examples=["GM0344"])
    level: str = Field(examples=["municipality"])
    name: str = Field(examples=["Utrecht"])
    year: int = Field(description="The year of the division.", examples=[2024])
    municipality: str = Field(examples=["GM0344"])
    wijk: str | None
    land_hectares: float | None
    box: list[float] = Field(description="West, south, east, north in RD metres (EPSG:28992).")


class IndicatorShape(Shape):
    """What is counted, per what, from which source."""

    id: str = Field(examples=["registered-crime-1.1.1"])
    label_nl: str
    label_en: str
    explanation_nl: str
    explanation_en: str
    offence: str
    per: int = Field(description="The rate is per this many inhabitants.")
    minimum_exposure: int = Field(description="Below this number of inhabitants no rate is shown.")
    polarity: str
    part_of: str | None = Field(description="The total that this type is counted in.")
    source: SourceShape


class IntervalShape(Shape):
    """A 95 % interval."""

    lower: float
    upper: float


class ExpectedShape(Shape):
    """What earlier years lead one to expect: rate with its 95 % prediction interval."""

    rate: float
    lower: float
    upper: float
    years: int


class RowShape(Shape):
    """A delivered row under a figure."""

    delivery: UUID
    row: int


class FigureShape(Shape):
    """A figure: the count, and the rate per 1,000 inhabitants, each with its 95 % interval.

    Status ``suppressed`` or ``not-published``: the number is not shown, to protect people. Then
    every number is null, never 0, and the words say what stands in its place.
    """

    indicator: str
    area: str
    level: str
    period: str = Field(examples=["2024"])
    count: int | None
    count_interval: IntervalShape | None
    rate: float | None = Field(description="Per 1,000 inhabitants; null where it says nothing.")
    rate_interval: IntervalShape | None
    inhabitants: float | None
    dispersion: float | None = Field(
        description="Variance of such counts over their mean (1: chance alone); in the intervals."
    )
    expected: ExpectedShape | None
    status: str = Field(examples=["final", "suppressed"])
    words_nl: str | None = Field(examples=["minder dan 5"])
    words_en: str | None = Field(examples=["fewer than 5"])
    fewer_than: int | None
    notes: list[str]
    method: str
    version: str | None
    computed_at: datetime
    delivered_rows: int | None = Field(description="How many delivered rows are under it.")


class ChangeShape(Shape):
    """The change since the year before, with its verdict."""

    previous_period: str
    previous_count: int
    ratio: float | None
    ratio_interval: IntervalShape | None
    p: float | None
    p_adjusted: float | None = Field(
        description="p with all that is looked at together weighed in (Benjamini & Hochberg 1995); "
        "the verdict rests on p."
    )
    detectable_rise: float | None = Field(description="Smallest ratio that would mostly be seen.")
    detectable_fall: float | None
    verdict: str


class FigureWithTrailShape(FigureShape):
    """A figure with its change, its source and every delivered row under it."""

    change: ChangeShape | None
    source: SourceShape
    rows: list[RowShape]


class DeliveryShape(Shape):
    """A file that was taken in, and what became of its rows."""

    id: UUID
    kind: str
    file_name: str
    sha256: str
    source: str
    delivered_on: date = Field(description="The day on which we took it from its publisher.")
    received_at: datetime
    rows: int
    accepted: int
    unchanged: int
    revised: int
    quarantined: int


class QualityNoticeShape(Shape):
    """Something in the delivered data that does not fit, with its arithmetic."""

    id: int
    check: str
    area: str
    period: str
    subject: str
    sentence_nl: str
    sentence_en: str
    arithmetic: dict[str, float | str]
    found_at: datetime


class DeliveredRowShape(Shape):
    """A row as it stood in the file."""

    number: int
    values: dict[str, str]


class PageShape(Shape):
    """A page of a list."""

    page: int
    page_size: int
    total: int
    links: dict[str, LinkShape]


class AreaPage(PageShape):
    """A page of areas."""

    items: list[AreaShape]


class FigurePage(PageShape):
    """A page of figures."""

    items: list[FigureShape]


class DeliveryPage(PageShape):
    """A page of deliveries."""

    items: list[DeliveryShape]


class QualityNoticePage(PageShape):
    """A page of data-quality notices."""

    items: list[QualityNoticeShape]


class DeliveredRowPage(PageShape):
    """A page of delivered rows."""

    items: list[DeliveredRowShape]


class IndicatorList(Shape):
    """All indicators."""

    items: list[IndicatorShape]


class InvalidParameterShape(Shape):
    """A parameter that cannot be used, and why."""

    name: str
    reason: str


class ProblemShape(Shape):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    invalid_params: list[InvalidParameterShape] | None = None
