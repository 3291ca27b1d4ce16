"""The shapes in which policy indicators are sent."""

from datetime import datetime

from ninja import Field

from baken.desks.api.shapes import PageShape, RowShape, Shape


class PolicyIndicatorShape(Shape):
    """What an indicator of a policy text counts, per what, by whom, and which way is good."""

    id: str = Field(examples=["dwelling-burglaries"])
    label_nl: str
    label_en: str
    explanation_nl: str
    explanation_en: str
    measure: str = Field(description="count, rate, share or score.")
    per: int
    unit_nl: str
    unit_en: str
    numerator_nl: str
    numerator_en: str
    denominator_nl: str
    denominator_en: str
    source_nl: str
    source_en: str
    measured: str = Field(description="How often.")
    breakdowns: list[str]
    minimum: int = Field(description="Below this denominator the indicator says nothing.")
    polarity: str
    mandatory: bool = Field(description="Part of the mandatory set (BBV).")
    sampled: bool
    offences: list[str]
    no_target_nl: str = Field(description="Why there is no target; empty where there is one.")
    no_target_en: str
    no_figures_nl: str = Field(description="Why nobody delivered figures; empty where they did.")
    no_figures_en: str
    breaks: list[int] = Field(description="The years from which it means something else.")


class PolicyIndicatorList(Shape):
    """All policy indicators."""

    items: list[PolicyIndicatorShape]


class OtherValueShape(Shape):
    """What another publication said of the same period."""

    value: float
    publication: str


class PolicyValueShape(Shape):
    """The value of a policy indicator that counts for a period, with its 95 % interval."""

    indicator: str
    area: str
    period: str = Field(examples=["2016", "2014-01-01/2018-12-31"])
    role: str = Field(description="realisation or baseline.")
    value: float
    lower: float | None = Field(description="Null where no interval can be computed; see notes.")
    upper: float | None
    n: float | None = Field(description="The count or the number of cases under it.")
    exposure: float | None
    origin: str = Field(description="published, registered or derived.")
    publication: str
    status: str
    confidence: str = Field(description="How surely it was read from its publication.")
    other_periods: list[str] = Field(description="Years to which the value may belong as well.")
    usual_lower: float | None = Field(description="Lower limit of the control chart.")
    usual_upper: float | None
    signal: str = Field(description="high or low where the value is beyond its limits.")
    notes: list[str]
    others: list[OtherValueShape]
    rows: list[RowShape]
    method: str
    version: str
    computed_at: datetime


class PolicyValuePage(PageShape):
    """A page of values of policy indicators."""

    items: list[PolicyValueShape]


class JudgementShape(Shape):
    """The answer to one question about a policy indicator in an area."""

    indicator: str
    area: str
    question: str = Field(examples=["target", "kept"])
    subject: str = Field(description="The publication or the baseline set that it is about.")
    period: str
    against_period: str
    verdict: str = Field(examples=["met", "not-testable"])
    held_against: float | None = Field(description="The target, the baseline or the value before.")
    value: float | None
    lower: float | None
    upper: float | None
    margin: float | None
    smallest_margin: float | None
    detectable_fall: float | None = Field(description="Nearest lower level that would be told.")
    detectable_rise: float | None
    reached: bool | None = Field(description="Whether the bare figure reaches the target.")
    notes: list[str]
    method: str
    version: str
    computed_at: datetime


class JudgementPage(PageShape):
    """A page of answers about policy indicators."""

    items: list[JudgementShape]
