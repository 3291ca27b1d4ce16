"""The catalogue of data sets is valid DCAT-AP-NL, in both formats the same."""

from pathlib import Path

import pytest
from django.core.cache import cache
from pyshacl import validate
from rdflib import Graph
from rdflib.compare import isomorphic

from baken.desks.api.triples import Graph as Written
from baken.desks.api.triples import iri, text

SHAPES = Path(__file__).parent / "shapes"
ADDRESS = "/api/v1/catalogue"


@pytest.fixture
def catalogue(client, db):
    cache.clear()
    return Graph().parse(data=client.get(f"{ADDRESS}?f=ttl").content, format="turtle")


@pytest.mark.parametrize("shapes", sorted(path.name for path in SHAPES.glob("*.ttl")))
def test_the_catalogue_passes_the_shapes(catalogue, shapes):
    rules = Graph().parse(SHAPES / shapes)
    assert len(rules) > 50
    conforms, _graph, report = validate(catalogue, shacl_graph=rules)
    assert conforms, report


def test_a_catalogue_without_a_contact_does_not_pass(catalogue):
    contact = "http://www.w3.org/ns/dcat#contactPoint"
    for triple in list(catalogue):
        if str(triple[1]) == contact:
            catalogue.remove(triple)
    rules = Graph().parse(SHAPES / "dcat-ap-nl-SHACL.ttl")
    conforms, _graph, report = validate(catalogue, shacl_graph=rules)
    assert not conforms
    assert "dcat:contactPoint" in report


def test_both_formats_say_the_same(client, catalogue):
    content = client.get(f"{ADDRESS}?f=jsonld").content
    assert isomorphic(Graph().parse(data=content, format="json-ld"), catalogue)


def test_awkward_texts_survive():
    graph = Written()
    awkward = 'een "aanhaling", een \\ en een\nregel; Súdwest \N{SNOWMAN}'
    graph.add(iri("http://example.org/a"), "http://example.org/b", text(awkward, "nl"))
    read = Graph().parse(data=graph.as_turtle(), format="turtle")
    assert [str(value) for value in read.objects()] == [awkward]
    with pytest.raises(ValueError, match="encode it"):
        iri("http://example.org/a b")
