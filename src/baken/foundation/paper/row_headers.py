"""The first cell of every row of a table becomes the header of that row, in the tags of a PDF.

Typst tags the head of a table only: its function for other header cells cannot be reached
through its package. The tags are plain objects in the file that it writes, so they are changed
there, and the list of places at the end is written anew. Nothing that is drawn is touched, and the
same file gives the same bytes. Source: ISO 14289-1, 7.5; ISO 32000-1, table 349 (Scope).
"""

import re

from baken.vocabulary.paper import PaperError

VERSION = "1"
"""Changes when the tags become others, so that a kept file says what it was made with."""
_CELL = b"/Type/StructElem/S/TD/"
_ROW = re.compile(rb"/Type/StructElem/S/TR/P (\d+) 0 R/K\[(\d+) 0 R")
_BODY = re.compile(rb"/Type/StructElem/S/TBody/")
_OBJECT = re.compile(rb"(\d+) 0 obj\b")
_POINTED = re.compile(rb"<</O/Table/Headers\[[^\]]*\]>>")
_NAMED = re.compile(rb"/Headers\[[^\]]*\]")
_EMPTY = re.compile(rb"/A\[\s*\]")


def with_row_headers(made: bytes) -> bytes:
    """Return the PDF with a header cell at the begin of every row in the body of a table.

    Cells then find their headers by scope, in both directions: the lists of identifiers that point
    to the head alone are taken out.

    Raises:
        PaperError: when the file has no plain list of its objects, or another than it holds.
    """
    head, objects, trailer = _taken_apart(made)
    firsts = _first_cells(objects)
    changed = [
        (number, _told(body, is_header=number in firsts) if _CELL in body[:120] else body)
        for number, body in objects
    ]
    return _put_together(head, changed, trailer)


def _taken_apart(made: bytes) -> tuple[bytes, list[tuple[int, bytes]], bytes]:
    """Return what comes before the objects, every (number, object) in order, and the trailer."""
    listed = made.rfind(b"\nxref\n") + 1
    found = re.match(rb"xref\n0 (\d+)\n", made[listed:])
    if not listed or not found:
        raise PaperError("the PDF has no plain list of its objects; look at how it is made")
    begin = listed + found.end()
    lines = [made[at : at + 20] for at in range(begin, begin + 20 * int(found[1]), 20)]
    starts = sorted(int(line[:10]) for line in lines if line[17:18] == b"n")
    pieces = [made[a:b] for a, b in zip(starts, [*starts[1:], listed], strict=True)]
    named = [_OBJECT.match(piece) for piece in pieces]
    if not all(named) or len(pieces) != len(lines) - 1:
        raise PaperError("an object of the PDF stands elsewhere; look at how it is made")
    numbers = [int(name[1]) for name in named if name]
    trailer = made[made.index(b"trailer", begin) : made.rindex(b"startxref")]
    return made[: starts[0]], list(zip(numbers, pieces, strict=True)), trailer


def _first_cells(objects: list[tuple[int, bytes]]) -> frozenset[int]:
    """Return the numbers of the first cell of every row that stands in the body of a table."""
    bodies = {number for number, body in objects if _BODY.search(body[:120])}
    rows = (_ROW.search(body[:200]) for _, body in objects)
    return frozenset(int(row[2]) for row in rows if row and int(row[1]) in bodies)


def _told(cell: bytes, *, is_header: bool) -> bytes:
    scope = b"<</O/Table/Scope/Row>>" if is_header else b""
    cell, pointed = _POINTED.subn(scope, cell, count=1)
    if not pointed:
        # It spans columns or rows: what it says of that stays.
        cell = _NAMED.sub(b"/Scope/Row" if is_header else b"", cell, count=1)
    if is_header:
        cell = cell.replace(b"/S/TD/", b"/S/TH/", 1)
    return _EMPTY.sub(b"", cell, count=1)


def _put_together(head: bytes, objects: list[tuple[int, bytes]], trailer: bytes) -> bytes:
    places, at = {}, len(head)
    for number, body in objects:
        places[number], at = at, at + len(body)
    lines = [b"0000000000 65535 f \n"]
    lines += [b"%010d 00000 n \n" % places[number] for number in sorted(places)]
    listed = b"xref\n0 %d\n%s" % (len(lines), b"".join(lines))
    bodies = b"".join(body for _, body in objects)
    return b"%s%s%s%sstartxref\n%d\n%%%%EOF" % (head, bodies, listed, trailer, at)
