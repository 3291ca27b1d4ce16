"""The shapes beside verdicts, as small pictures; the same shapes as on screen."""

from baken.vocabulary.paper import Mark

_PATHS = {
    Mark.HELD: "M6.2 13.6.9 8.3l2-2 3.3 3.3 6.9-6.9 2 2z",
    Mark.LOST: "m3.4 1.4 4.6 4.6 4.6-4.6 2 2L10 8l4.6 4.6-2 2L8 10l-4.6 4.6-2-2L6 8 1.4 3.4z",
    Mark.UNTOLD: (
        "M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8m0 2a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 "
        "2.8M5.9 6.4c.1-1.3 1-2 2.2-2 1.3 0 2.1.8 2.1 1.8 0 .9-.5 1.3-1.1 1.7-.5.3-.5.5-.5.9H7.2"
        "c0-1 .3-1.3.9-1.7.5-.3.6-.5.6-.9s-.3-.6-.7-.6c-.5 0-.8.3-.8.8zM7.1 9.7h1.6v1.6H7.1z"
    ),
    Mark.UNTESTABLE: (
        "M0 3h2v10H0zm14 0h2v10h-2zM4.6 7h6.8v2H4.6zm0-1.3L2.6 8l2 2.3zm6.8 0 2 2.3-2 2.3z"
    ),
    Mark.HIGHER: "M8 1.5 15.5 14.5H.5z",
    Mark.LOWER: "M8 14.5.5 1.5h15z",
    Mark.INFO: (
        "M8 1.3a6.7 6.7 0 1 0 0 13.4A6.7 6.7 0 0 0 8 1.3m0 1.4a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 "
        "8 2.7M7.3 7h1.4v4.3H7.3zm0-2.3h1.4V6H7.3z"
    ),
    Mark.WARNING: ("M8 1.7 15.3 14.3H.7zm0 2.6L3 13h10zM7.3 6.7h1.4V10H7.3zm0 4h1.4V12H7.3z"),
}
_WAVES = "M1.6 6.4c1.9-3 3.9-3 6.4-1.2s4.5 1.8 6.4-1.2M1.6 12c1.9-3 3.9-3 6.4-1.2s4.5 1.8 6.4-1.2"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{}</svg>'


def _filled(path: str) -> str:
    return _SVG.format(f'<path fill="currentColor" fill-rule="evenodd" d="{path}"/>')


MARKS: dict[str, str] = {mark.value: _filled(path) for mark, path in _PATHS.items()}
MARKS[Mark.UNCHANGED.value] = _SVG.format(
    '<path fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" '
    f'd="{_WAVES}"/>'
)
"""Every mark as SVG; its colour is set where it is used."""
