"""OGC API Features, part 1: areas, and figures on areas, for maps and GIS programs."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Schema

from baken.catalogue.limits import API_LIMITS
from baken.desks.api.answers import GEOJSON, JSON, answer
from baken.desks.api.collections import COLLECTIONS, Collection, features_of, one_feature
from baken.desks.api.contract import api, declared
from baken.desks.api.feature_asked import (
    CRS84,
    PROJECTIONS,
    RD,
    projection_in,
    refuse_unknown,
    window_in,
    years_in,
)
from baken.desks.api.geojson import origin_of_areas
from baken.desks.api.problems import NothingThereError
from baken.desks.api.shapes import Shape

CONFORMS_TO = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
]
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"


class AnyShape(Shape):
    """Content as the OGC standard (17-069r4) says."""

    links: list[dict[str, str]] = []


class FeaturesAsked(Schema):
    """Which features."""

    limit: int = Field(100, ge=1, le=API_LIMITS.largest_page, description="Features a page.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Features to skip.")
    bbox: str = Field("", max_length=200, description="West,south,east,north; degrees (CRS84).")
    bbox_crs: str = Field(
        "",
        alias="bbox-crs",
        max_length=100,
        description="Coordinates of bbox: address of CRS84 or of RD.",
    )
    datetime: str = Field("", max_length=80, description="A year, a day or an interval a/b.")
    indicator: str = Field("", description="Of collections of figures: which indicator.")
    crs: str = Field("", max_length=100, description="Coordinates: address of CRS84 or of RD.")
    f: str = Field("", description="json or geojson; both give GeoJSON here.")


class FeatureAsked(Schema):
    """How a feature is wanted."""

    crs: str = Field("", max_length=100, description="Coordinates: address of CRS84 or of RD.")
    f: str = Field("", description="json or geojson; both give GeoJSON here.")


@api.get("/ogc", **declared(AnyShape, "ogc", "ogc-api-features", "OGC API Features"))
def landing(request: HttpRequest) -> HttpResponse:
    """Say what there is for GIS programs."""
    refuse_unknown(request, ["f"])
    links = [
        _link(request, "self", JSON, reverse("api-ogc"), "This page"),
        _link(request, "service-desc", OPENAPI, reverse("api-openapi-json"), "Description"),
        _link(request, "conformance", JSON, reverse("api-ogc-conformance"), "Conformance"),
        _link(request, "data", JSON, reverse("api-ogc-collections"), "Collections"),
    ]
    content = {"title": api.title, "description": api.description, "links": links}
    return answer(request, lambda: content)


@api.get(
    "/ogc/conformance",
    **declared(AnyShape, "ogc-conformance", "ogc-api-features", "Waaraan dit voldoet"),
)
def conformance(request: HttpRequest) -> HttpResponse:
    """Say which parts of the standard are kept."""
    refuse_unknown(request, ["f"])
    return answer(request, lambda: {"conformsTo": CONFORMS_TO})


@api.get(
    "/ogc/collections", **declared(AnyShape, "ogc-collections", "ogc-api-features", "Verzamelingen")
)
def collections(request: HttpRequest) -> HttpResponse:
    """List the collections."""
    refuse_unknown(request, ["f"])
    content = {
        "links": [_link(request, "self", JSON, request.path, "This page")],
        "collections": [_described(request, each) for each in COLLECTIONS.values()],
    }
    return answer(request, lambda: content)


@api.get(
    "/ogc/collections/{collection}",
    **declared(AnyShape, "ogc-collection", "ogc-api-features", "Een verzameling"),
)
def one_collection(request: HttpRequest, collection: str) -> HttpResponse:
    """Describe one collection."""
    refuse_unknown(request, ["f"])
    found = _known(collection)
    return answer(request, lambda: _described(request, found))


@api.get(
    "/ogc/collections/{collection}/items",
    **declared(AnyShape, "ogc-items", "ogc-api-features", "Objecten"),
)
def items(request: HttpRequest, collection: str, asked: Query[FeaturesAsked]) -> HttpResponse:
    """Give the features of a collection, a page at a time."""
    refuse_unknown(request, _names_of(FeaturesAsked))
    found = _known(collection)
    window, years = window_in(asked.bbox, asked.bbox_crs), years_in(asked.datetime)
    crs = projection_in(asked.crs)

    def make() -> dict[str, Any]:
        every = features_of(found, window=window, years=years, indicator=asked.indicator)
        shown = every[asked.offset : asked.offset + asked.limit]
        return {
            "type": "FeatureCollection",
            "features": [each.as_geojson(PROJECTIONS[crs]) for each in shown],
            "numberMatched": len(every),
            "numberReturned": len(shown),
            **origin_of_areas(),
            "timeStamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "links": _around(request, asked, len(every)),
        }

    return _in(crs, answer(request, make, as_type=GEOJSON))


@api.get(
    "/ogc/collections/{collection}/items/{identifier}",
    **declared(AnyShape, "ogc-item", "ogc-api-features", "Een object"),
)
def item(
    request: HttpRequest, collection: str, identifier: str, asked: Query[FeatureAsked]
) -> HttpResponse:
    """Give one feature; its id is an area code, or indicator:area:year for a figure."""
    refuse_unknown(request, _names_of(FeatureAsked))
    found, crs = _known(collection), projection_in(asked.crs)

    def make() -> dict[str, Any]:
        feature = one_feature(found, identifier)
        if feature is None:
            raise NothingThereError(f'there is no feature "{identifier}" in {collection}')
        links = [
            _link(request, "self", GEOJSON, request.path, "This feature"),
            _link(request, "collection", JSON, _address(found), found.title),
        ]
        return feature.as_geojson(PROJECTIONS[crs]) | origin_of_areas() | {"links": links}

    return _in(crs, answer(request, make, as_type=GEOJSON))


def _names_of(asked: type[Schema]) -> list[str]:
    return [field.alias or name for name, field in asked.model_fields.items()]


def _in(crs: str, response: HttpResponse) -> HttpResponse:
    """Say in which coordinates the answer is (API Design Rules, geospatial module)."""
    response["Content-Crs"] = f"<{crs}>"
    return response


def _known(collection: str) -> Collection:
    if collection not in COLLECTIONS:
        names = ", ".join(COLLECTIONS)
        raise NothingThereError(f'there is no collection "{collection}"; there are {names}')
    return COLLECTIONS[collection]


def _described(request: HttpRequest, collection: Collection) -> dict[str, Any]:
    return {
        "id": collection.id,
        "title": collection.title,
        "description": collection.description,
        "itemType": "feature",
        "extent": {"spatial": {"bbox": [[3.2, 50.7, 7.3, 53.7]], "crs": CRS84}},
        "crs": [CRS84, RD],
        "storageCrs": RD,
        "links": [
            _link(request, "self", JSON, _address(collection), collection.title),
            _link(request, "items", GEOJSON, f"{_address(collection)}/items", collection.title),
            {"rel": "license", "href": CC_BY, "title": "CC BY 4.0"},
        ],
    }


def _around(request: HttpRequest, asked: FeaturesAsked, number: int) -> list[dict[str, str]]:
    links = [_link(request, "self", GEOJSON, request.get_full_path(), "This page")]
    steps = {"next": asked.offset + asked.limit, "prev": max(asked.offset - asked.limit, 0)}
    wanted = {"next": steps["next"] < number, "prev": asked.offset > 0}
    for relation, there in wanted.items():
        if there:
            query = request.GET.copy()
            query["offset"], query["limit"] = str(steps[relation]), str(asked.limit)
            address = f"{request.path}?{query.urlencode()}"
            links.append(_link(request, relation, GEOJSON, address, relation))
    return links


def _link(
    request: HttpRequest, relation: str, kind: str, address: str, title: str
) -> dict[str, str]:
    href = request.build_absolute_uri(address)
    return {"rel": relation, "type": kind, "href": href, "title": title}


def _address(collection: Collection) -> str:
    return reverse("api-ogc-collection", args=[collection.id])
