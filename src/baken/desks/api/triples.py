"""Triples, written as N-Triples (which is Turtle too) and as JSON-LD: the same graph in both."""

import json
from dataclasses import dataclass, field
from typing import Any

DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VCARD = "http://www.w3.org/2006/vcard/ns#"
EU = "http://publications.europa.eu/resource/authority/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What may not stand in an address between < and > (RFC 3987, Turtle's IRIREF).
_FORBIDDEN = set('<>"{}|^`\\') | {chr(code) for code in range(0x21)}


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, in a language or without."""

    value: str
    language: str = ""


@dataclass(slots=True)
class Graph:
    """Triples in the order in which they were added; twice is once."""

    triples: dict[tuple[str, str, str | Literal], None] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, value: str | Literal) -> None:
        """Add one triple; ``value`` is what ``iri`` or ``text`` returned."""
        self.triples[subject, predicate, value] = None

    def as_turtle(self) -> str:
        """Return one triple a line."""
        lines = (
            f"{subject} <{predicate}> {_written(value)} ."
            for subject, predicate, value in self.triples
        )
        return "\n".join(lines) + "\n"

    def as_json_ld(self) -> dict[str, Any]:
        """Return the expanded form: no context, full addresses."""
        nodes: dict[str, dict[str, Any]] = {}
        for subject, predicate, value in self.triples:
            node = nodes.setdefault(subject, {"@id": subject.strip("<>")})
            if predicate == RDF_TYPE and isinstance(value, str):
                node.setdefault("@type", []).append(value.strip("<>"))
            else:
                node.setdefault(predicate, []).append(_expanded(value))
        return {"@graph": list(nodes.values())}


def iri(address: str) -> str:
    """Return an address as it stands in a triple.

    Raises:
        ValueError: when a character may not stand in it.
    """
    wrong = sorted(set(address) & _FORBIDDEN)
    if wrong:
        raise ValueError(f'"{address}" holds {wrong[0]!r}, which no address may; encode it')
    return f"<{address}>"


def text(value: str, language: str = "") -> Literal:
    """Return a text in a language, or without."""
    return Literal(value, language)


def _written(value: str | Literal) -> str:
    if isinstance(value, str):
        return value
    # JSON's escapes are a subset of Turtle's.
    quoted = json.dumps(value.value, ensure_ascii=False)
    return f"{quoted}@{value.language}" if value.language else quoted


def _expanded(value: str | Literal) -> dict[str, str]:
    if isinstance(value, str):
        return {"@id": value.strip("<>")}
    return {"@value": value.value} | ({"@language": value.language} if value.language else {})
