"""What a spreadsheet may be given: a text is a text, never something to calculate."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: such a one gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
