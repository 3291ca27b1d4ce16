"""A text about a place that somebody writes: what may stand in it; pure."""

from baken.foundation.stewardship.person_cells import has_email, is_licence_plate, is_phone
from baken.foundation.stewardship.person_words import person_words

_OF_PEOPLE = (is_phone, is_licence_plate)
_SIGNS_AROUND = ".,;:!?()\"'"


class PlaceTextError(ValueError):
    """The text may not be kept; ``reason`` is a word for the screen, ``words`` are the cause."""

    def __init__(self, reason: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.words = reason, words


def checked_place_text(text: str, *, longest: int) -> str:
    """Return the text without surrounding space.

    Raises:
        PlaceTextError: when it is empty, too long, no text, or holds what leads to a person: an
            e-mail address, a telephone number, a licence plate, a name with a form of address,
            or a street with a house number.
    """
    stripped = text.replace("\r\n", "\n").strip()
    if not stripped:
        raise PlaceTextError("empty-text")
    if len(stripped) > longest:
        raise PlaceTextError("text-too-long")
    if "\0" in stripped:
        raise PlaceTextError("unusable-characters")
    if leads_to_a_person(stripped):
        raise PlaceTextError("leads-to-a-person")
    if named := person_words(stripped):
        raise PlaceTextError("names-a-person", named)
    return stripped


def leads_to_a_person(text: str) -> bool:
    """Return whether a word of the text is an e-mail address, a telephone number or a plate.

    >>> leads_to_a_person("Bel 06 1234 5678 als het weer gebeurt")
    True
    """
    words = [word.strip(_SIGNS_AROUND) for word in text.split()]
    # A telephone number may be written with spaces: up to five words are read as one.
    joined = ["".join(words[i : i + n]) for n in (2, 3, 4, 5) for i in range(len(words) - n + 1)]
    return (
        any(has_email(word) for word in words)
        or any(test(word) for word in words for test in _OF_PEOPLE)
        or any(is_phone(word) for word in joined if word[:1] in "0+(")
    )
