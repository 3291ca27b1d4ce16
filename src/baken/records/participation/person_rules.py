"""Rules for what leads to a person in talk, beside deduce's; found on our own sentences.

Each rule is a kind of mark and a pattern; where a pattern has a group, only the group goes.
"""

import re

_NEAR = (
    r"(?:familie|buur(?:man|vrouw|meisje|jongen)|vriend(?:in)?|collega|zoon(?:tje)?|"
    r"dochter(?:tje)?|broer|zus(?:je)?|oom|tante|agent|wijkagent|meester|juf|dokter|meneer|"
    r"mevrouw|mevr|mw|dhr|heet|genaamd|naam is|ben)"
)
_STREET_ENDS = (
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dreef|hof|pad|steeg|park|dijk|baan|markt|oord|"
    r"hage|hoek|plantsoen)"
)
_HOUSE = (
    r"(?:nummer |nr\.? ?|huisnummer )?\d{1,4}"
    r"(?:[ -]?[a-z](?![a-z])|[ -](?:bis|hs|[IVX]+|\d{1,3}))*"
)
_MIDDLE = r"(?: [A-Z][\w'’-]*| van(?: de[nr]?)?| de){0,4}?"
_SURNAME = r"[A-Z][\w'’-]+(?: (?:van |de |der |den |el |ter )*[A-Z][\w'’-]+)?"

OWN_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mail", re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")),
    ("mail", re.compile(r"[\w.+-]+ (?i:at|apenstaartje) [\w-]+ (?i:punt|dot) (?:nl|com|be|org)")),
    ("phone", re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?[1-9](?:[\s.-]?\d){8}(?!\d)")),
    ("number", re.compile(r"\b[A-Z]{2}\d{2}[ ]?[A-Z]{4}(?:[ ]?\d){10}\b")),
    ("number", re.compile(r"\b(?:[A-Z]{1,3}-?\d{2,3}-?[A-Z]{1,3}|\d{1,2}-[A-Z]{2,3}-\d{1,2})\b")),
    ("address", re.compile(rf"\b[A-Z][\w'’-]*{_MIDDLE}{_STREET_ENDS} {_HOUSE}")),
    (
        "address",
        re.compile(
            r"\b(?:Laan|Weg|Plein|Park|Kade|Singel|Hof|Straat)"
            r"(?: (?:van|der|den|de|het|[A-Z][\w'’-]+))+ \d{1,4}[a-z]?\b"
        ),
    ),
    ("address", re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}(?:\s?,?\s?\d{1,4}[a-z]?)?\b")),
    ("address", re.compile(r"\b(?i:op nummer|huisnummer|op nr\.?|van nummer) \d{1,4}[a-z]?\b")),
    ("name", re.compile(rf"(?i:\b{_NEAR}) ({_SURNAME})")),
)
SMALL_NAME = re.compile(rf"(?i:\b{_NEAR}) ([a-z][\w'’-]{{2,}})\b")
"""A name without its capital where one is likely; it counts when it is a first name."""
