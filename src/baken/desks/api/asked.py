"""What a caller asks, read strictly."""

from typing import Annotated

from ninja import Field, Query, Schema

from baken.catalogue.indicators import INDICATORS
from baken.desks.api.problems import AskedWronglyError
from baken.vocabulary.area import AreaCode, AreaLevel, parse_area_code

YEAR = {"ge": 1900, "le": 2200}


class AreasAsked(Schema):
    """Which areas."""

    level: AreaLevel | None = Field(None, description="Only areas of this level.")
    municipality: str = Field("", description="Only this municipality and its wijken and buurten.")
    year: int | None = Field(None, **YEAR, description="The division that held in this year.")
    q: str = Field("", max_length=100, description="A part of the name; accents do not matter.")


class FiguresAsked(Schema):
    """Which figures; what is left out asks for all."""

    indicator: str = Field("", description="The id of an indicator.")
    area: str = Field("", description="The code of a gemeente, wijk or buurt.")
    municipality: str = Field("", description="Only this municipality and its wijken and buurten.")
    level: AreaLevel | None = Field(None, description="Only areas of this level.")
    from_year: int | None = Field(None, alias="fromYear", **YEAR, description="This year or later.")
    to_year: int | None = Field(None, alias="toYear", **YEAR, description="This year or earlier.")


FormatAsked = Annotated[str, Query("", alias="f", description="json, csv or geojson.")]


def code_in(parameter: str, text: str) -> str:
    """Return the area code, or "" when none is asked.

    Raises:
        AskedWronglyError: when it is no code.
    """
    return known_code(parameter, text) if text else ""


def known_code(parameter: str, text: str) -> AreaCode:
    """Return the area code.

    Raises:
        AskedWronglyError: when it is no code.
    """
    try:
        return parse_area_code(text)
    except ValueError as error:
        raise AskedWronglyError(parameter, f"{parameter}: {error}") from None


def indicator_in(parameter: str, text: str) -> str:
    """Return the id of an indicator, or "" when none is asked.

    Raises:
        AskedWronglyError: when there is no such indicator.
    """
    if text and text not in {definition.id for definition in INDICATORS}:
        raise AskedWronglyError(
            parameter, f'{parameter}: "{text}" is no indicator; see /api/v1/indicators'
        )
    return text
