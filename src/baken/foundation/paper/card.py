"""A card for the letterbox (A5, two sides) as PDF/UA: what was asked, decided, and what happens."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import qrcode
import typst
from qrcode.constants import ERROR_CORRECT_M

from baken.foundation.paper.letters import drawable
from baken.foundation.paper.pdf import STANDARD, fonts
from baken.vocabulary.paper import PaperError

_HERE = Path(__file__).parent
FORM = _HERE / "card.typ"


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """What was asked, what the answer is (in a word), why, and who decided it.

    ``mark`` is the code of the answer: yes, no or later.
    """

    asked: str
    answer: str
    reason: str
    decided: str
    mark: str


@dataclass(frozen=True, slots=True)
class CardAgreement:
    """What happens, when, and who does it."""

    what: str
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words of the card that are not its content."""

    asked: str
    seen: str
    agreed: str
    contact: str
    online: str
    code: str
    turn: str
    who: str


@dataclass(frozen=True, slots=True)
class DoorCard:
    """A card, ready to be printed; ``more`` says how much did not fit, and where it stands.

    ``answers`` are to what residents asked, ``concerns`` to what professionals saw. ``draft`` marks
    every side of a card that is no public one. Without an ``address`` there is no square code.
    """

    language: str
    title: str
    place: str
    introduction: str
    answers: tuple[CardAnswer, ...]
    agreements: tuple[CardAgreement, ...]
    contact: tuple[str, ...]
    address: str
    author: str
    dated: date
    dated_words: str
    words: CardWords
    more: str = ""
    concerns: tuple[CardAnswer, ...] = ()
    draft: str = ""


def to_card(card: DoorCard) -> bytes:
    """Return the card as PDF/UA-1; the same card gives the same bytes.

    Raises:
        PaperError: when it cannot be printed as it is.
    """
    return _made(card, "pdf")[0]


def to_card_pictures(card: DoorCard, *, dots_per_inch: int = 120) -> tuple[bytes, ...]:
    """Return both sides as PNG, to be looked at."""
    return tuple(_made(card, "png", dots_per_inch))


def _made(card: DoorCard, form: str, dots_per_inch: int | None = None) -> list[bytes]:
    square = square_code(card.address) if card.address else ""
    content = asdict(card) | {"dated": card.dated.isoformat(), "square": square}
    inputs = {"card": drawable(json.dumps(content, ensure_ascii=False, sort_keys=True))}
    compiler = typst.Compiler(FORM, root=_HERE, font_paths=fonts())
    try:
        made = compiler.compile(
            format=form,
            ppi=dots_per_inch,
            sys_inputs=inputs,
            pdf_standards=[STANDARD] if form == "pdf" else [],
        )
    except typst.TypstError as error:
        raise PaperError(
            f'card "{card.title}" cannot be printed: {error.message}; mend its content'
        ) from error
    return made if isinstance(made, list) else [made]


def square_code(address: str) -> str:
    """Return a QR code of an address as SVG: a telephone opens it."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=2)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    drawn = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path d="{drawn}" fill="#001a40"/></svg>'
    )
