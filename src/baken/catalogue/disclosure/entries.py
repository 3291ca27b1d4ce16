"""Reads ``disclosure/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.disclosure import Publisher, Shield


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """What protects the counts of one source; the id is the source's.

    A count under ``minimum`` is not shown. Each other hidden cell keeps ``slide`` of room for who
    tries to work it out. ``zeros_shown``: a 0 is published as 0, except below a small total.
    ``shield`` "round" publishes every count as a multiple of ``base`` next to it, all sums kept.
    """

    id: str
    publisher: Publisher
    basis_nl: str
    basis_en: str
    minimum: int = 10
    slide: int = 8
    zeros_shown: bool = True
    shield: Shield = Shield.HIDE
    base: int = 0

    def basis(self, language: str) -> str:
        """Return the sentence that gives the ground, in Dutch or English."""
        return self.basis_en if language.startswith("en") else self.basis_nl


def refuse_weak(rules: tuple[DisclosureRule, ...]) -> None:
    """Check that every rule protects what it says it does.

    Raises:
        CatalogueError: naming each rule whose minimum or base leaves a small count recognisable.
    """
    wrong = [
        f'disclosure "{rule.id}": minimum {rule.minimum} protects nobody; give 2 or more'
        for rule in rules
        if rule.minimum < 2
    ]
    wrong += [
        f'disclosure "{rule.id}": base {rule.base} tells counts under {rule.minimum} apart; '
        f"give {rule.minimum} or more"
        for rule in rules
        if rule.shield is Shield.ROUND and rule.base < rule.minimum
    ]
    wrong += [
        f'disclosure "{rule.id}": base {rule.base} without rounding; add shield = "round"'
        for rule in rules
        if rule.shield is Shield.HIDE and rule.base
    ]
    if wrong:
        raise CatalogueError(wrong)


DISCLOSURE_RULES: tuple[DisclosureRule, ...] = read_entries(
    Path(__file__).parent, "disclosure", DisclosureRule
)
refuse_weak(DISCLOSURE_RULES)
_BY_SOURCE = {entry.id: entry for entry in DISCLOSURE_RULES}


def disclosure_rule(source: str) -> DisclosureRule | None:
    """Return the rule of a source; None: there is none, and nothing of it may be published."""
    return _BY_SOURCE.get(source)
