"""The catalogue of data sets (DCAT-AP-NL 3), as Turtle and as JSON-LD, from one list of triples."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from baken.catalogue.sources import SOURCES
from baken.desks.api.answers import answer
from baken.desks.api.contract import api, declared
from baken.desks.api.problems import VERSION, AskedWronglyError
from baken.desks.api.shapes import Shape
from baken.desks.api.triples import (
    DCAT,
    DCT,
    EU,
    FOAF,
    RDF_TYPE,
    SKOS,
    VCARD,
    Graph,
    iri,
    text,
)

TURTLE, JSON_LD = "text/turtle", "application/ld+json"
CC_BY = iri("http://creativecommons.org/licenses/by/4.0/")
OPEN = iri(f"{EU}access-right/PUBLIC")
DUTCH = iri(f"{EU}language/NLD")
THEMES = (iri(f"{EU}data-theme/JUST"), iri(f"{EU}data-theme/SOCI"))
YEARLY = iri(f"{EU}frequency/ANNUAL")
FORMATS = {"json": "JSON", "csv": "CSV", "geojson": "GEOJSON"}
MEDIA = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json"}
SETS = {
    "figures": (
        "Geregistreerde misdrijven: cijfers per gemeente, wijk en buurt",
        "Aantal en aantal per 1.000 inwoners, elk met 95 %-interval, status, methode en herkomst.",
        ("veiligheid", "criminaliteit", "onzekerheid"),
    ),
    "areas": (
        "Gemeenten, wijken en buurten met hun omtrek",
        "De gebieden waarover de cijfers gaan, in de indeling van CBS en Kadaster, vereenvoudigd.",
        ("gebieden", "wijken", "buurten"),
    ),
}


@api.get("/catalogue", **declared(Shape, "catalogue", "catalogue", "Catalogus (DCAT-AP-NL)"))
def catalogue(request: HttpRequest, f: str = "") -> HttpResponse:
    """Describe the data sets for data.overheid.nl: f=ttl (Turtle) or f=jsonld (JSON-LD)."""
    kinds = {"ttl": TURTLE, "jsonld": JSON_LD}
    if f and f not in kinds:
        raise AskedWronglyError("f", f'f="{f}" is no format of the catalogue; use ttl or jsonld')
    as_type = kinds.get(f) or request.get_preferred_type([TURTLE, JSON_LD]) or TURTLE
    graph = described(request)
    if as_type == TURTLE:
        return answer(request, graph.as_turtle, as_type=as_type)
    return answer(request, graph.as_json_ld, as_type=as_type)


def described(request: HttpRequest) -> Graph:
    """Return the whole catalogue as triples."""
    graph = Graph()
    root = _address(request, "api-catalogue")
    publisher, contact = iri(f"{root}#publisher"), iri(f"{root}#contact")
    _parties(graph, publisher, contact)
    _concepts(graph)
    service = iri(f"{root}#service")
    sets = [_data_set(graph, request, root, name, publisher, contact) for name in SETS]
    _service(graph, request, service, publisher, contact, sets)
    catalogue_itself = iri(root)
    graph.add(catalogue_itself, RDF_TYPE, iri(f"{DCAT}Catalog"))
    graph.add(catalogue_itself, f"{DCT}title", text("Open veiligheidscijfers", "nl"))
    graph.add(
        catalogue_itself, f"{DCT}description", text("Wat Baken open ter beschikking stelt.", "nl")
    )
    graph.add(catalogue_itself, f"{DCT}publisher", publisher)
    graph.add(catalogue_itself, f"{DCT}creator", publisher)
    graph.add(catalogue_itself, f"{DCT}language", DUTCH)
    graph.add(catalogue_itself, f"{DCT}license", CC_BY)
    graph.add(catalogue_itself, f"{DCAT}contactPoint", contact)
    graph.add(catalogue_itself, f"{DCAT}service", service)
    for each in sets:
        graph.add(catalogue_itself, f"{DCAT}dataset", each)
    return graph


def _parties(graph: Graph, publisher: str, contact: str) -> None:
    graph.add(publisher, RDF_TYPE, iri(f"{FOAF}Agent"))
    graph.add(publisher, f"{FOAF}name", text(settings.BAKEN_PUBLISHER, "nl"))
    graph.add(contact, RDF_TYPE, iri(f"{VCARD}Organization"))
    graph.add(contact, RDF_TYPE, iri(f"{VCARD}Kind"))
    graph.add(contact, f"{VCARD}fn", text(settings.BAKEN_PUBLISHER, "nl"))
    graph.add(contact, f"{VCARD}hasEmail", iri(f"mailto:{settings.BAKEN_CONTACT}"))


def _concepts(graph: Graph) -> None:
    """Say what the referred things are, since the code lists themselves are not in this file."""
    graph.add(CC_BY, RDF_TYPE, iri(f"{DCT}LicenseDocument"))
    graph.add(OPEN, RDF_TYPE, iri(f"{DCT}RightsStatement"))
    graph.add(DUTCH, RDF_TYPE, iri(f"{DCT}LinguisticSystem"))
    graph.add(YEARLY, RDF_TYPE, iri(f"{DCT}Frequency"))
    for theme in THEMES:
        graph.add(theme, RDF_TYPE, iri(f"{SKOS}Concept"))


def _data_set(
    graph: Graph, request: HttpRequest, root: str, name: str, publisher: str, contact: str
) -> str:
    title, description, words = SETS[name]
    subject = iri(f"{root}#{name}")
    said: list[tuple[str, Any]] = [
        (RDF_TYPE, iri(f"{DCAT}Dataset")),
        (f"{DCT}identifier", text(f"{root}#{name}")),
        (f"{DCT}title", text(title, "nl")),
        (f"{DCT}description", text(description, "nl")),
        (f"{DCT}publisher", publisher),
        (f"{DCT}creator", publisher),
        (f"{DCAT}contactPoint", contact),
        (f"{DCT}accessRights", OPEN),
        (f"{DCT}language", DUTCH),
        (f"{DCT}accrualPeriodicity", YEARLY),
        (f"{DCAT}version", text(VERSION)),
        (f"{DCAT}landingPage", iri(_address(request, "sources"))),
        (f"{FOAF}page", iri(_address(request, "explanation"))),
        (f"{DCT}conformsTo", iri(_address(request, "api-openapi-json"))),
        *((f"{DCAT}theme", theme) for theme in THEMES),
        *((f"{DCAT}keyword", text(word, "nl")) for word in words),
        *((f"{DCT}source", iri(address)) for address in sorted({s.address for s in SOURCES})),
    ]
    for predicate, value in said:
        graph.add(subject, predicate, value)
    for page in ("sources", "explanation"):
        graph.add(iri(_address(request, page)), RDF_TYPE, iri(f"{FOAF}Document"))
    for short in FORMATS:
        graph.add(subject, f"{DCAT}distribution", _distribution(graph, request, root, name, short))
    return subject


def _distribution(graph: Graph, request: HttpRequest, root: str, name: str, short: str) -> str:
    subject = iri(f"{root}#{name}-{short}")
    address = iri(f"{_address(request, f'api-{name}')}?f={short}")
    kind = iri(f"https://www.iana.org/assignments/media-types/{MEDIA[short]}")
    form = iri(f"{EU}file-type/{FORMATS[short]}")
    graph.add(kind, RDF_TYPE, iri(f"{DCT}MediaType"))
    graph.add(form, RDF_TYPE, iri(f"{DCT}MediaTypeOrExtent"))
    for predicate, value in (
        (RDF_TYPE, iri(f"{DCAT}Distribution")),
        (f"{DCT}title", text(f"{SETS[name][0]} ({FORMATS[short]})", "nl")),
        (f"{DCAT}accessURL", address),
        (f"{DCAT}downloadURL", address),
        (f"{DCAT}accessService", iri(f"{root}#service")),
        (f"{DCT}license", CC_BY),
        (f"{DCT}language", DUTCH),
        (f"{DCT}conformsTo", iri(_address(request, "api-openapi-json"))),
        (f"{DCT}format", form),
        (f"{DCAT}mediaType", kind),
    ):
        graph.add(subject, predicate, value)
    return subject


def _service(
    graph: Graph,
    request: HttpRequest,
    subject: str,
    publisher: str,
    contact: str,
    sets: list[str],
) -> None:
    for predicate, value in (
        (RDF_TYPE, iri(f"{DCAT}DataService")),
        (f"{DCT}identifier", text(subject.strip("<>"))),
        (f"{DCT}title", text(api.title, "nl")),
        (f"{DCT}description", text(api.description, "nl")),
        (f"{DCT}publisher", publisher),
        (f"{DCT}creator", publisher),
        (f"{DCAT}contactPoint", contact),
        (f"{DCT}accessRights", OPEN),
        (f"{DCT}license", CC_BY),
        (f"{DCT}language", DUTCH),
        (f"{DCAT}endpointURL", iri(_address(request, "api-ogc").removesuffix("/ogc"))),
        (f"{DCAT}endpointDescription", iri(_address(request, "api-openapi-json"))),
        (f"{DCAT}keyword", text("veiligheid", "nl")),
        *((f"{DCAT}theme", theme) for theme in THEMES),
        *((f"{DCAT}servesDataset", each) for each in sets),
    ):
        graph.add(subject, predicate, value)


def _address(request: HttpRequest, name: str) -> str:
    return request.build_absolute_uri(reverse(name))
