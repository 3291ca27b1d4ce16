"""Dutch sorting through a stored key: the database's own collation knows no Dutch."""

import re
import unicodedata

# 's-Hertogenbosch stands under H, De Bilt under D: as the municipalities' own register does.
_ARTICLE = re.compile(r"^'[st]-?\s*")


def sort_key(name: str) -> str:
    """Return a key by which names sort as a Dutch reader expects: no accents, no case, numbers
    by value.
    """
    without_accents = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(letter)
    )
    plain = _ARTICLE.sub("", without_accents.casefold()).replace("ij", "y")
    return re.sub(r"\d+", lambda match: match[0].zfill(4), plain)[:120]
