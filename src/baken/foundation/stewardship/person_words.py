"""Names with a form of address, and house numbers, in a text that somebody writes; pure."""

import re

_ENDS = "straat|laan|dreef|weg|plein|kade|hof|pad|gracht|singel|steeg|plantsoen|straatweg|dijk"
# Words for a kind of place; a number after one counts something.
_NO_STREETS = (
    r"(?:school|winkel|speel|dorps|wijk|markt|kerk|fiets|voet|wandel|ruiter|snel|auto|hoofd|"
    r"rijks|spoor|water|vaar|rij|bus|tram|onder|over|gerechts|parkeer|loop|sport|halver|door|"
    r"zij|dwars|woon|buurt|toegangs)"
)
_HOUSE = (
    r",?[ ](?:huisnummer[ ]|nummer[ ]|nr\.?[ ]?)?"
    # A year, an hour or a share is no house.
    r"(?!(?:19|20)\d\d\b)\d{1,4}(?![\d.:,]\d|%|[ ]?(?:uur|procent|keer|meter|x)\b)"
    r"(?:[ -]?[a-zA-Z]\b|[ -](?:bis|hs)\b|-\d{1,4}\b)?\b"
)
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_LINK = rf"(?:van|de|den|der|het|ten|ter|'t|{_CAPITAL}[\w'’.-]*)"
_STREETS = (
    re.compile(
        rf"\b(?!(?:{_NO_STREETS})(?:{_ENDS})\b)\w[\w'’-]*(?:{_ENDS}){_HOUSE}",
    ),
    re.compile(
        r"\b(?:Straat|Laan|Dreef|Weg|Plein|Kade|Hof|Pad|Gracht|Singel|Steeg|Plantsoen)"
        rf"(?:[ ]{_LINK}){{0,5}}{_HOUSE}"
    ),
)
_NAME = re.compile(
    r"\b(?i:de[ ]heer|meneer|mijnheer|mevrouw|familie|dhr\.?|mevr\.?|mw\.?|fam\.?)[ ]"
    rf"(?:(?:{_CAPITAL}\.[ ]?)+)?(?:(?i:van|de|der|den|het|ten|ter|el|al|te|'t)[ ]){{0,3}}"
    rf"{_CAPITAL}[\w'’-]+(?:[ ]{_CAPITAL}[\w'’-]+)?"
)


def house_numbers(text: str) -> tuple[str, ...]:
    """Return the streets with a house number that stand in a text.

    >>> house_numbers("Op de Zamenhofdreef 12 wordt gedeald.")
    ('Zamenhofdreef 12',)
    >>> house_numbers("Op het plein 20 jongeren, in wijk 3 bij de A2.")
    ()
    """
    return tuple(found.group() for form in _STREETS for found in form.finditer(text))


def names_addressed(text: str) -> tuple[str, ...]:
    """Return the names with a form of address before it that stand in a text.

    >>> names_addressed("Meneer Jansen en mevrouw de burgemeester.")
    ('Meneer Jansen',)
    """
    return tuple(found.group() for found in _NAME.finditer(text))


def person_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that name a person or a house, each once.

    >>> person_words("Meneer Jansen van de Zamenhofdreef 12 dealt hier.")
    ('Meneer Jansen', 'Zamenhofdreef 12')
    """
    return tuple(dict.fromkeys((*names_addressed(text), *house_numbers(text))))
