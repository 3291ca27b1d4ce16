"""Is this one cell personal? Pure tests on texts; a check digit decides wherever there is one."""

import re
import unicodedata
from collections.abc import Callable

from baken.catalogue.person_columns import CellTest, PersonColumn, words_named

LONGEST = 2_000
"""Characters of a cell that are looked at."""

_EMAIL = re.compile(
    r"([A-Za-z0-9._%+-]{1,64})@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}"
)
_IBAN = re.compile(r"(?<![A-Z0-9])([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)")
# Area codes of three digits; those of four are also the numbers of municipalities.
_AREA_CODE = "0(?:10|13|15|20|23|24|26|30|33|35|36|38|40|43|45|46|50|53|55|58|7[0-9]|88)"
_PHONES = (
    re.compile(r"(?:\+|00)31[ -]?(?:\(0\))?[ -]?[1-9](?:[ -]?\d){8}"),
    re.compile(r"06(?:[ -]?\d){8}"),
    re.compile(rf"{_AREA_CODE}(?:[ -]?\d){{7}}"),
    re.compile(r"\(?0[1-57]\d\d\)?[ -]\d(?:[ -]?\d){5}"),
)
_DASHED = re.compile(
    r"[A-Z]{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-(?:\d{2}|[A-Z]{2})|\d{2}-[A-Z]{2}-(?:\d{2}|[A-Z]{2})"
    r"|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]"
    r"|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d"
)
# Without dashes, 1234AB is a postcode and GM0344 an area: those two forms prove nothing.
_PLAIN_PLATE = re.compile(
    r"\d{2}[A-Z]{2}\d{2}|[A-Z]{2}\d{2}[A-Z]{2}|[A-Z]{4}\d{2}|\d{2}[A-Z]{4}|\d{2}[A-Z]{3}\d"
    r"|\d[A-Z]{3}\d{2}|[A-Z]{2}\d{3}[A-Z]|[A-Z]\d{3}[A-Z]{2}|[A-Z]{3}\d{2}[A-Z]|\d[A-Z]{2}\d{3}"
)
_DATES = (
    re.compile(r"(?P<year>(?:19|20)\d\d)[-/]?(?P<month>\d\d)[-/]?(?P<day>\d\d)(?:[T ].*)?"),
    re.compile(r"(?P<day>\d\d?)[-/.](?P<month>\d\d?)[-/.](?P<year>(?:19|20)\d\d)"),
)
_PARTICLES = {
    *("van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "bin", "ibn", "la", "le"),
    *("von", "da", "dos", "du", "'t", "op", "in", "aan", "tot", "ould", "ait", "ben"),
}
_TITLES = {
    "dhr",
    "dhr.",
    "mw",
    "mw.",
    "mevr",
    "mevr.",
    "mevrouw",
    "meneer",
    "de heer",
    "mr.",
    "mrs.",
}
_INITIALS = re.compile(r"(?:[A-Z][a-z]?\.[ ]?){1,6}|[A-Z]{1,4}")
_SURNAME = re.compile(r"[^\W\d_][\w'’-]+", re.UNICODE)


def plain(text: str) -> str:
    """Return a text in lower case, without accents and surrounding space."""
    if text.isascii():
        return text.lower().strip()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().strip()


_NOT_A_PERSON = tuple(sorted(words_named("not-a-person")))
_FIRST_NAMES = words_named("first-names")
_OFFICES = words_named("office-mailboxes")


def is_bsn(cell: str) -> bool:
    """Eleven-test: 9 digits (8 when the first is a lost 0), weights 9 to 2 and -1, modulo 11."""
    digits = cell.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in {8, 9}):
        return False
    numbers = [int(digit) for digit in digits.zfill(9)]
    total = sum(weight * number for weight, number in zip(range(9, 1, -1), numbers, strict=False))
    return any(numbers) and (total - numbers[8]) % 11 == 0


def has_iban(cell: str) -> bool:
    """Find an account number with a right check (ISO 13616, modulo 97) anywhere in the cell."""
    if not any(character.isdigit() for character in cell):
        return False
    return any(_iban_checks(found.replace(" ", "")) for found in _IBAN.findall(cell))


def _iban_checks(code: str) -> bool:
    # The longest run may take a word too many; Dutch numbers have 18 characters.
    code = code[:18] if code.startswith("NL") else code
    if not 15 <= len(code) <= 34 or not any(character.isalpha() for character in code[:2]):
        return False
    turned = code[4:] + code[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def has_email(cell: str) -> bool:
    """Find an address that is not the mailbox of an office anywhere in the cell."""
    if "@" not in cell:
        return False
    return any(name.lower() not in _OFFICES for name in _EMAIL.findall(cell))


def is_phone(cell: str) -> bool:
    """Recognise a Dutch number: 06, an area code, or +31."""
    return any(form.fullmatch(cell) for form in _PHONES)


def is_licence_plate(cell: str) -> bool:
    """Recognise the Dutch forms since 1951."""
    upper = cell.upper()
    return bool(_DASHED.fullmatch(upper)) or bool(_PLAIN_PLATE.fullmatch(cell))


def year_of_date(cell: str) -> int | None:
    """Return the year of a cell that is a date of the last and this century, else None."""
    for form in _DATES:
        found = form.fullmatch(cell)
        if found and 1 <= int(found["month"]) <= 12 and 1 <= int(found["day"]) <= 31:
            return int(found["year"])
    return None


def is_person_name(cell: str) -> bool:
    """Recognise "J. de Vries", "Dhr. Bakker", "Fatima El Amrani", "Jansen, Piet".

    Names of streets, schools and firms after a person are none.
    """
    words = cell.replace(",", " , ").split()
    if not 2 <= len(words) <= 7 or any(character.isdigit() for character in cell):
        return False
    if plain(words[-1]).endswith(_NOT_A_PERSON) and "," not in words:
        return False
    if plain(words[0]) in _TITLES:
        return bool(_SURNAME.fullmatch(words[-1]))
    if "," in words:
        place = words.index(",")
        words = [*words[place + 1 :], *words[:place]]
    return len(words) >= 2 and _is_called(words)


def _is_called(words: list[str]) -> bool:
    first, *rest = words
    given = plain(first) in _FIRST_NAMES or bool(_INITIALS.fullmatch(first) and "." in first)
    surnames = [word for word in rest if plain(word) not in _PARTICLES]
    fit = (_SURNAME.fullmatch(word) or _INITIALS.fullmatch(word) for word in surnames)
    return given and bool(surnames) and all(fit)


def is_one_of(values: frozenset[str]) -> Callable[[str], bool]:
    """Return the test whether a cell is one of these words."""
    return lambda cell: plain(cell) in values


SHORTEST = {
    CellTest.BSN: 8,
    CellTest.DATE_OF_A_LIFE: 8,
    CellTest.EMAIL: 6,
    CellTest.IBAN: 15,
    CellTest.LICENCE_PLATE: 6,
    CellTest.ONE_OF: 1,
    CellTest.PERSON_NAME: 3,
    CellTest.PHONE: 10,
}
"""The characters below which a test never matches: most cells are short numbers."""


def cell_test_of(column: PersonColumn) -> Callable[[str], bool]:
    """Return the test on a cell that a kind of person column names."""
    tests: dict[CellTest, Callable[[str], bool]] = {
        CellTest.BSN: is_bsn,
        CellTest.DATE_OF_A_LIFE: lambda cell: year_of_date(cell) is not None,
        CellTest.EMAIL: has_email,
        CellTest.IBAN: has_iban,
        CellTest.LICENCE_PLATE: is_licence_plate,
        CellTest.ONE_OF: is_one_of(frozenset(map(plain, column.values))),
        CellTest.PERSON_NAME: is_person_name,
        CellTest.PHONE: is_phone,
    }
    return tests[column.cells]
