"""An account on screen: long tables stand folded, and the contents lead to the pages per wijk.

Only the page folds: a file holds everything open, and a published one stays byte for byte the same.
"""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from baken.foundation.paper.screen import to_screen
from baken.vocabulary.paper import Document

MOST_ROWS = 12
"""Tables under each other with more rows than this together stand folded."""
Shown = dict[str, Any]


def folded_paper(document: Document, *, has_wijken: bool) -> Shown:
    """Return what the template of a document needs, with its long tables folded."""
    paper = to_screen(document)
    runs = groupby(_flat(paper["blocks"]), key=_is_of_tables)
    blocks = [shown for is_run, run in runs for shown in (_folded(list(run)) if is_run else run)]
    if has_wijken:
        _lead_to_wijken(blocks)
    return paper | {"blocks": blocks}


def _flat(blocks: list[Shown]) -> list[Shown]:
    found: list[Shown] = []
    for block in blocks:
        found += _flat(block["blocks"]) if block["block"] == "together" else [block]
    return found


def _is_of_tables(block: Shown) -> bool:
    """Return whether a block is a table, or a subheading that may stand between two."""
    return block["block"] == "papertable" or (block["block"] == "heading" and block["level"] > 2)


def _folded(run: list[Shown]) -> list[Shown]:
    """Fold the tables of a run; a last subheading is about what comes after them."""
    last = max((n for n, block in enumerate(run, 1) if block["block"] == "papertable"), default=0)
    rows = sum(len(block["rows"]) for block in run[:last] if block["block"] == "papertable")
    if rows <= MOST_ROWS:
        return run
    return [{"block": "folded", "rows": rows, "blocks": run[:last]}, *run[last:]]


def _lead_to_wijken(blocks: list[Shown]) -> None:
    wijken = {"text": _("One page per wijk"), "level": 2, "key": "wijken-heading"}
    for block in blocks:
        if block["block"] == "contents":
            block["headings"].append(wijken)
