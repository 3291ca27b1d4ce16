"""Numbers as a Dutch or English reader writes them: one way for all screens, files and notices."""

from dataclasses import dataclass

from baken.vocabulary.figure import decimals_of_rate

NO_DATA = "–"
MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"
_DUTCH = str.maketrans(",.", ".,")


def in_running_text(label: str) -> str:
    """Write a label with a small first letter, as it stands inside a sentence."""
    return label if label[:3].isupper() else label[:1].lower() + label[1:]


@dataclass(frozen=True, slots=True)
class NumberWriter:
    """Writes numbers in one language; made once per page, since asking the language is slow."""

    english: bool

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with grouped thousands: 25.124 or 66,9 in Dutch."""
        text = f"{value:,.{decimals}f}"
        return text if self.english else text.translate(_DUTCH)

    def whole(self, value: float | None) -> str:
        """Write a whole number; an unknown one as a dash, never as zero."""
        return NO_DATA if value is None else self.number(round(value))

    def rate(self, value: float | None, decimals: int | None = None) -> str:
        """Write a rate per 1,000: with one decimal, or two when it is low."""
        if value is None:
            return NO_DATA
        return self.number(value, decimals_of_rate(value) if decimals is None else decimals)

    def span(self, lower: float | None, upper: float | None, decimals: int) -> str:
        """Write an interval of rates."""
        if lower is None or upper is None:
            return NO_DATA
        return f"{self.number(lower, decimals)} {NO_DATA} {self.number(upper, decimals)}"

    def percents(self, share: float) -> str:
        """Write a share without its sign: 0.134 as 13 %; below one in a hundred with a decimal."""
        size = 100 * abs(share)
        return f"{self.number(size, 1 if 0.05 <= size < 0.95 else 0)}{_SPACE}%"

    def signed_percents(self, ratio: float) -> str:
        """Write a ratio of rates as a change with its sign: 0.769 as -23 %."""
        text = self.percents(ratio - 1)
        if text == f"0{_SPACE}%":
            return text
        return f"{'+' if ratio > 1 else MINUS}{text}"
