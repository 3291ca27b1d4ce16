"""Dutch sorting through a stored key: the database's own collation knows no Dutch."""

import re
import unicodedata

from baken.catalogue.places import SPOKEN_NAMES

# 's-Hertogenbosch stands under H, De Bilt under D: as the municipalities' own register does.
_ARTICLE = re.compile(r"^'[st]-?\s*")


# Written without its apostrophe, or with a curled one, it is still an article.
_LOOSE_ARTICLE = re.compile(r"(?:^|(?<=\s))[\u2018\u2019'`]?s[- ](?=\w{4})")


def sought_key(text: str) -> str:
    """Return what somebody searches for as names are kept: den haag and s-gravenhage alike."""
    plain = sort_key(_LOOSE_ARTICLE.sub("", text.casefold()))
    for spoken, official in _SPOKEN:
        plain = re.sub(rf"\b{re.escape(spoken)}\b", official, plain)
    return plain


def sort_key(name: str) -> str:
    """Return a key by which names sort as a Dutch reader expects: no accents, no case, numbers
    by value.
    """
    without_accents = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        # The database holds no text with a null character, and cannot be asked for one.
        if letter != "\0" and not unicodedata.combining(letter)
    )
    plain = _ARTICLE.sub("", without_accents.casefold()).replace("ij", "y")
    return re.sub(r"\d+", lambda match: match[0].zfill(4), plain)[:120]


_SPOKEN = tuple((sort_key(each.id), sort_key(each.official)) for each in SPOKEN_NAMES)
