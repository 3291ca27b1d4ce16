"""OGC API Features: what a GIS program asks and gets."""

from urllib.parse import quote

import pytest
from django.core.cache import cache
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import Polygon, box

from baken.desks.api.feature_asked import window_in, years_in
from baken.desks.api.problems import AskedWronglyError
from baken.engines.projection.outlines import meets_rectangle
from baken.engines.projection.rd_approximation import longitude_latitude, rd_metres

ROOT = "/api/v1/ogc"


@pytest.fixture(autouse=True)
def _fresh_count():
    cache.clear()


@pytest.mark.django_db
def test_from_the_landing_page_every_link_leads_somewhere(client):
    to_do, seen = [ROOT], set()
    while to_do:
        address = to_do.pop()
        if address in seen or len(seen) > 60:
            continue
        seen.add(address)
        cache.clear()
        answer = client.get(address)
        assert answer.status_code == 200, address
        content = answer.json()
        nested = [content, *content.get("collections", [])]
        links = [link for each in nested for link in each.get("links", [])]
        to_do += [link["href"] for link in links if link["rel"] != "license"]
    assert len(seen) > 15


@pytest.mark.django_db
def test_a_page_of_features_says_how_many_there_are(client):
    address = f"{ROOT}/collections/buurten/items?limit=50"
    content = client.get(address).json()
    assert content["numberMatched"] == 256
    assert content["numberReturned"] == len(content["features"]) == 50
    found = {each["id"] for each in content["features"]}
    following = next(link["href"] for link in content["links"] if link["rel"] == "next")
    assert not found & {each["id"] for each in client.get(following).json()["features"]}


@pytest.mark.django_db
def test_a_rectangle_picks_the_areas_that_meet_it(client):
    address = f"{ROOT}/collections/municipalities/items?bbox=5.10,52.08,5.12,52.10"
    assert [each["id"] for each in client.get(address).json()["features"]] == ["GM0344"]
    nowhere = f"{ROOT}/collections/municipalities/items?bbox=-70,10,-60,20"
    assert client.get(nowhere).json()["features"] == []


@pytest.mark.django_db
def test_a_rectangle_in_rd_picks_the_same_areas_as_its_like_in_degrees(client):
    rd = quote("http://www.opengis.net/def/crs/EPSG/0/28992")
    items = f"{ROOT}/collections/wijken/items?bbox"
    in_metres = client.get(f"{items}=136000,455000,137000,456000&bbox-crs={rd}").json()
    west, south = longitude_latitude(136000, 455000)
    east, north = longitude_latitude(137000, 456000)
    degrees = f"{west - 1e-3},{south - 1e-3},{east + 1e-3},{north + 1e-3}"
    around = {each["id"] for each in client.get(f"{items}={degrees}").json()["features"]}
    found = {each["id"] for each in in_metres["features"]}
    assert "WK034406" in found <= around
    assert in_metres["numberMatched"] < client.get(items[:-5]).json()["numberMatched"]
    for wrong in ("bbox-crs=EPSG:28992", f"bbox=2,1,1,2&bbox-crs={rd}"):
        refused = client.get(f"{ROOT}/collections/wijken/items?{wrong}")
        assert refused.status_code == 400
        assert refused["Content-Type"].startswith("application/problem+json")


@pytest.mark.django_db
def test_areas_say_who_drew_them_and_under_which_licence(client):
    asked = (
        f"{ROOT}/collections/wijken/items?limit=1",
        f"{ROOT}/collections/wijken/items/WK034406",
    )
    for address in (*asked, "/api/v1/areas?level=wijk&f=geojson"):
        said = client.get(address).json()
        assert (said["attribution"], said["licence"]) == ("CBS / Kadaster", "CC BY 4.0"), address
    links = client.get(f"{ROOT}/collections/wijken").json()["links"]
    assert [each["title"] for each in links if each["rel"] == "license"] == ["CC BY 4.0"]


@pytest.mark.django_db
def test_a_feature_in_rd_is_the_same_place_and_says_so(client):
    address = f"{ROOT}/collections/municipalities/items/GM0344"
    rd = "http://www.opengis.net/def/crs/EPSG/0/28992"
    degrees, metres = client.get(address), client.get(f"{address}?crs={rd}")
    assert degrees["Content-Crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    assert metres["Content-Crs"] == f"<{rd}>"
    for earth, plane in zip(
        degrees.json()["geometry"]["coordinates"][0][0],
        metres.json()["geometry"]["coordinates"][0][0],
        strict=True,
    ):
        assert rd_metres(*earth) == pytest.approx(plane, abs=1)
    listed = client.get(f"{ROOT}/collections/municipalities/items?limit=1&crs={rd}")
    assert listed["Content-Crs"] == f"<{rd}>"
    assert listed.json()["features"][0]["geometry"]["coordinates"][0][0][0][0] > 10_000
    assert client.get(f"{address}?crs=EPSG:28992").status_code == 400
    described = client.get(f"{ROOT}/collections/municipalities").json()
    assert described["storageCrs"] in described["crs"]


@pytest.mark.django_db
def test_figures_of_some_years_as_features(client):
    address = f"{ROOT}/collections/figures-municipalities/items?datetime=2023/..&limit=1000"
    asked = f"{address}&indicator=registered-crime-1.1.1"
    content = client.get(asked).json()
    assert content["numberMatched"] == 2 * 342
    one = content["features"][0]
    same = client.get(f"{ROOT}/collections/figures-municipalities/items/{one['id']}").json()
    assert same["properties"] == one["properties"]


def test_there_and_back_is_the_same_place():
    exact = Transformer.from_crs(28992, 4326, always_xy=True)
    for x in range(20_000, 280_000, 20_000):
        for y in range(310_000, 620_000, 20_000):
            degrees = longitude_latitude(x, y)
            assert rd_metres(*degrees) == pytest.approx((x, y), abs=2)
            assert rd_metres(*exact.transform(x, y)) == pytest.approx((x, y), abs=2)


@given(st.text(max_size=30))
def test_any_text_is_a_rectangle_or_is_refused(text):
    try:
        found = window_in(text, "")
    except AskedWronglyError as error:
        assert "write west,south,east,north" in str(error)  # noqa: PT017  either way is right
    else:
        assert found is None or found.rectangle[1] <= found.rectangle[3]


degrees = st.integers(-3, 3).map(float)


@given(
    st.lists(st.tuples(degrees, degrees), min_size=3, max_size=6, unique=True),
    st.tuples(degrees, degrees, st.integers(0, 3), st.integers(0, 3)),
)
def test_an_area_meets_a_rectangle_as_shapely_says(corners, asked):
    polygon = Polygon(corners)
    assume(polygon.is_valid)
    west, south, wide, high = asked
    rectangle = (west + 0.25, south + 0.25, west + wide + 0.5, south + high + 0.5)
    assert meets_rectangle([corners], rectangle) == polygon.intersects(box(*rectangle))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024", (2024, 2024)),
        ("2024-03-31", (2024, 2024)),
        ("2020/2024", (2020, 2024)),
        ("2020-01-01T00:00:00Z/..", (2020, None)),
        ("/2022", (None, 2022)),
    ],
)
def test_moments_and_intervals(text, years):
    found = years_in(text)
    assert (found.first, found.last) == years
