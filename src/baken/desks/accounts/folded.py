"""An account on screen: its parts stand folded under their headings, the contents lead to each.

The part "in short" stands open, and so does every part in which people wrote or told something.

Only the page folds: a file holds everything open, and a published one stays byte for byte the same.
"""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from baken.flows.account_year import AccountYear
from baken.foundation.paper.screen import to_screen
from baken.vocabulary.paper import FIRST_LEVEL, Document

MOST_ROWS = 12
"""Tables under each other with more rows than this together stand folded."""
MOST_INSIDE = 40
"""Inside a part that is folded itself, tables are folded only from so many rows on."""
Shown = dict[str, Any]


def folded_paper(document: Document, account: AccountYear, *, has_wijken: bool) -> Shown:
    """Return what the template of a document needs, with its parts and long tables folded."""
    policy = account.kept.baseline.quote_nl if account.kept else ""
    paper = to_screen(document)
    runs = groupby(_flat(paper["blocks"]), key=_is_of_tables)
    blocks = [shown for is_run, run in runs for shown in (_folded(list(run)) if is_run else run)]
    if has_wijken:
        _lead_to_wijken(blocks)
    return paper | {"blocks": _parts(blocks, policy)}


def _parts(blocks: list[Shown], policy: str) -> list[Shown]:
    """Put what stands under each heading of the first level in a part that can be folded."""
    starts = [n for n, each in enumerate(blocks) if _begins_part(each)]
    if not starts:
        return blocks
    # What comes first, and the part "in short" with the contents, stand open.
    begin = starts[1] if len(starts) > 1 else len(blocks)
    ends = [*starts[2:], len(blocks)]
    found = [_part(blocks[a:b], policy) for a, b in zip(starts[1:], ends, strict=True)]
    return [*blocks[:begin], *found]


def _begins_part(block: Shown) -> bool:
    return block["block"] == "heading" and block["level"] == FIRST_LEVEL


def _part(blocks: list[Shown], policy: str) -> Shown:
    heading, *inside = blocks
    is_open = any(_is_of_people(each, policy) for each in inside)
    if not is_open:
        inside = [each for block in inside for each in _unfolded(block)]
    told = {"text": heading["text"], "key": heading["key"], "open": is_open}
    return {"block": "part", "blocks": inside, **told}


def _is_of_people(block: Shown, policy: str) -> bool:
    """Return whether somebody wrote or told this; the words of the policy are no story."""
    if block["block"] == "statement":
        return bool(block["signed"])
    return block["block"] == "quote" and [run["text"] for run in block["words"]] != [policy]


def _unfolded(block: Shown) -> list[Shown]:
    if block["block"] != "folded" or block["rows"] > MOST_INSIDE:
        return [block]
    return list(block["blocks"])


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
