"""In which buurt an address lies, told from the address file of a municipality."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from baken.foundation.places.sorting import sort_key
from baken.foundation.stewardship.place_rules import without_house_number
from baken.records.registrations.models import AddressRange

SIDES = {
    **dict.fromkeys(("", "beide", "both", "all"), "both"),
    **dict.fromkeys(("even",), "even"),
    **dict.fromkeys(("oneven", "odd"), "odd"),
}
_DIGITS = re.compile(r"\d{1,5}")
Range = tuple[int, int, str, str, str]
"""First and last number, side, postcode, buurt."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The address ranges of a municipality, by street and by postcode."""

    streets: dict[str, list[Range]] = field(default_factory=dict)
    postcodes: dict[str, frozenset[str]] = field(default_factory=dict)

    def buurt_of(self, *, street: str, house_number: str, postcode: str) -> str:
        """Return the one buurt in which the address can lie, or "" when it may be several.

        With a house number the range that holds it decides; else the postcode; else the street.
        """
        name = without_house_number(street)
        ranges = self.streets.get(sort_key(name), [])
        digits = _DIGITS.search(house_number) or _DIGITS.search(street[len(name) :])
        found: Iterable[str] = ()
        if digits:
            number = int(digits[0])
            found = {each[4] for each in ranges if _holds(each, number, postcode)}
        found = found or self.postcodes.get(postcode, ()) or {each[4] for each in ranges}
        only = set(found)
        return only.pop() if len(only) == 1 else ""


NO_ADDRESSES = AddressBook()
"""Of a municipality without an address file."""


def _holds(each: Range, number: int, postcode: str) -> bool:
    first, last, side, own, _buurt = each
    even = number % 2 == 0
    fits = side == "both" or even is (side == "even")
    return first <= number <= last and fits and (not own or not postcode or own == postcode)


def address_book(municipality: str) -> AddressBook:
    """Return the address ranges of a municipality as they hold now."""
    streets: dict[str, list[Range]] = defaultdict(list)
    postcodes: dict[str, set[str]] = defaultdict(set)
    rows = AddressRange.objects.filter(tenant=municipality, known_until=None)
    columns = ("street", "first", "last", "side", "postcode", "buurt")
    for street, *rest in rows.values_list(*columns).iterator():
        streets[street].append((rest[0], rest[1], rest[2], rest[3], rest[4]))
        if rest[3]:
            postcodes[rest[3]].add(rest[4])
    return AddressBook(dict(streets), {code: frozenset(at) for code, at in postcodes.items()})
