"""Reads ``plan_alarms/*/*.toml`` and holds the entries against each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.alarm import Addressee, AlarmCheck
from baken.vocabulary.role import Role

LONGEST = 366
"""No step of an alarm takes longer than a year."""


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """One kind of alarm: from when it stands, and how it goes up.

    ``from_days`` counts from the date that passed. ``owner_days`` and ``manager_days`` are how long
    each has before it goes one step up; ``seen_days`` how long seeing it holds that up; and
    ``longest_days`` how far a promise or an explanation may reach. ``first`` is who gets it first:
    where that is the owner and the plan names none, it is the programme manager.
    """

    id: AlarmCheck
    label_nl: str
    label_en: str
    why_nl: str
    why_en: str
    remedy_nl: str
    remedy_en: str
    first: Addressee
    from_days: int
    owner_days: int
    manager_days: int
    seen_days: int
    longest_days: int

    def said(self, field: str, language: str) -> str:
        """Return ``label``, ``why`` or ``remedy`` in Dutch or English."""
        text: str = getattr(self, f"{field}_{'en' if language.startswith('en') else 'nl'}")
        return text


@dataclass(frozen=True, slots=True)
class AddresseeEntry:
    """To whom alarms go at one height: its name, and the roles that stand for it."""

    id: Addressee
    label_nl: str
    label_en: str
    sentence_nl: str
    sentence_en: str
    roles: tuple[Role, ...]

    def label(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl

    def sentence(self, language: str) -> str:
        """Return who it is, in Dutch or English."""
        return self.sentence_en if language.startswith("en") else self.sentence_nl


def read_rules(folder: Path) -> tuple[AlarmRule, ...]:
    """Read the rules; each check has exactly one, with days that make sense.

    Raises:
        CatalogueError: naming every mistake.
    """
    found = read_entries(folder, "rule", AlarmRule)
    errors = _missing(folder, "rule", AlarmCheck, (rule.id for rule in found))
    for rule in found:
        for name in ("owner_days", "manager_days", "seen_days", "longest_days"):
            days = getattr(rule, name)
            if not 1 <= days <= LONGEST:
                errors.append(f'{rule.id}: "{name}" is {days}; give 1 to {LONGEST} days')
        if rule.from_days < 0:
            errors.append(f'{rule.id}: "from_days" is {rule.from_days}; give 0 or more')
    if errors:
        raise CatalogueError(errors)
    return found


def read_addressees(folder: Path) -> tuple[AddresseeEntry, ...]:
    """Read the addressees; each one exactly once, each role at one height.

    Raises:
        CatalogueError: naming every mistake.
    """
    found = read_entries(folder, "addressee", AddresseeEntry)
    errors = _missing(folder, "addressee", Addressee, (entry.id for entry in found))
    roles = [role for entry in found for role in entry.roles]
    errors += [
        f'{folder.name}: the role "{role}" stands with two addressees; leave it with one'
        for role in sorted({role for role in roles if roles.count(role) > 1})
    ]
    errors += [f"{entry.id}: no roles; name at least one" for entry in found if not entry.roles]
    if errors:
        raise CatalogueError(errors)
    return tuple(sorted(found, key=lambda entry: entry.id.height))


def _missing(folder: Path, key: str, wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    return [
        f'{folder.name}: "{name}" has no entry; add [[{key}]] id = "{name}"'
        for name in sorted(set(wanted) - set(found))
    ]


_HERE = Path(__file__).parent
ALARM_RULES: tuple[AlarmRule, ...] = read_rules(_HERE / "rules")
ADDRESSEES: tuple[AddresseeEntry, ...] = read_addressees(_HERE / "addressees")


def alarm_rule(check: AlarmCheck) -> AlarmRule:
    """Return the rule of a check."""
    return next(rule for rule in ALARM_RULES if rule.id is check)


def addressee_entry(addressee: Addressee) -> AddresseeEntry:
    """Return what the catalogue says of an addressee."""
    return next(entry for entry in ADDRESSEES if entry.id is addressee)


def addressees_of(roles: Iterable[Role]) -> tuple[Addressee, ...]:
    """Return for which addressees these roles stand, from low to high."""
    held = set(roles)
    return tuple(entry.id for entry in ADDRESSEES if held & set(entry.roles))
