"""Markup for SVG: elements, escaped text, short numbers, links that cannot run scripts."""

import functools
import html
import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSAFE_IN_KEY = re.compile("[^A-Za-z0-9_-]")
_SCHEME = re.compile(r"[\s\x00-\x1f]*[A-Za-z][A-Za-z0-9+.\-\s]*:")
_LARGEST = 1e12


def escape(text: str) -> str:
    """Return text that is safe between tags and in attributes of any XML 1.0 document."""
    if not text.isprintable():
        text = _ILLEGAL.sub("\ufffd", text)
    if "<" in text or "&" in text or '"' in text or ">" in text or "'" in text:
        return html.escape(text)
    return text


def number(value: float) -> str:
    """Return a coordinate in user units, rounded to one decimal, without a needless ``.0``."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def element(name: str, /, *children: str, **attributes: str | float) -> str:
    """Return one element.

    Children are ready markup. Attribute values are escaped here; an empty text leaves the
    attribute out. ``class_`` is written ``class`` and ``text_anchor`` is written ``text-anchor``.
    """
    opening = f"<{name}"
    for key, value in attributes.items():
        if not isinstance(value, str):
            opening += f'{_before_value(key)}{number(value)}"'
        elif value:
            opening += f'{_before_value(key)}{escape(value)}"'
    inner = "".join(children)
    return f"{opening}>{inner}</{name}>" if inner else opening + "/>"


def line(class_: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a straight line; ``class_`` comes from code, never from data."""
    return f'<line class="{class_}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def circle(class_: str, x: float, y: float, radius: float) -> str:
    """Return a circle; ``class_`` comes from code, never from data."""
    return f'<circle class="{class_}" cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'


def rectangle(class_: str, box: tuple[float, float, float, float], extra: str = "") -> str:
    """Return a rectangle from left, top, right, bottom.

    ``class_`` and ``extra`` (further attributes) come from code, never from data.
    """
    left, top, right, bottom = box
    size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
    return f'<rect class="{class_}" x="{left:.1f}" y="{top:.1f}" {size}{extra}/>'


def surface_to_point_at(class_: str, box: tuple[float, float, float, float]) -> str:
    """Return an invisible rectangle that feels the pointer."""
    return rectangle(class_, box, ' fill="none" pointer-events="all"')


def text(x: float, y: float, words: str, /, class_: str, anchor: str = "") -> str:
    """Return a line of text with its baseline at y; anchor is "", "middle" or "end"."""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{class_}" x="{x:.1f}" y="{y:.1f}"{anchored}>{escape(words)}</text>'


def group(class_: str, /, *children: str, **attributes: str | float) -> str:
    """Return a group of drawn things, or nothing when there are none."""
    return element("g", *children, class_=class_, **attributes) if any(children) else ""


def title(words: str) -> str:
    """Return the title that browsers show as a tooltip, or nothing for an empty text."""
    return f"<title>{_lines(words)}</title>" if words else ""


def _lines(words: str) -> str:
    # a line break is not printable, so escape() would take the slow way for every tooltip
    return "\n".join([escape(each) for each in words.split("\n")])


def link(href: str, class_: str, /, *children: str, label: str = "") -> str:
    """Return the children inside a link, or inside a plain group when the address is not safe.

    Safe is a relative address, or one that starts with http: or https:. ``label`` is the name
    for screen readers where the children hold no text; it is also the tooltip, in which its lines
    stay apart.
    """
    words = escape(spoken(label))
    named = f' aria-label="{words}"' if words else ""
    inside = title(label) + "".join(children)
    if not safe_address(href):
        role = ' role="img"' if words else ""
        return f'<g class="{class_}"{role}{named}>{inside}</g>'
    return f'<a class="{class_}" href="{escape(href)}"{named}>{inside}</a>'


def spoken(lines: str) -> str:
    """Return the lines of a tooltip as one sentence: the first line names what the others say."""
    name, _, others = lines.partition("\n")
    return f"{name}: {'; '.join(others.splitlines())}" if others else name


def safe_address(href: str) -> bool:
    """Return whether an address is non-empty and cannot run a script."""
    if not href:
        return False
    return (
        href[0] in "/#?." or not _SCHEME.match(href) or href.lower().startswith(("http:", "https:"))
    )


def path(points: list[tuple[float, float]]) -> str:
    """Return path data through the points, in user units."""
    return "M" + "L".join([f"{x:.1f} {y:.1f}" for x, y in points])


def finite(value: float | None) -> float | None:
    """Return the value when it can be drawn: not None, NaN, infinite or beyond 1e12."""
    # a comparison with NaN is false
    return value if value is not None and -_LARGEST <= value <= _LARGEST else None


def key_of(text_: str) -> str:
    """Return the text as a part of an id: letters, digits, hyphens and underscores."""
    return _UNSAFE_IN_KEY.sub("-", text_) or "drawing"


def drawing(
    key: str, class_: str, size: tuple[float, float], words: tuple[str, str], /, *children: str
) -> str:
    """Return a whole picture (role img) with its title and description.

    ``key`` starts every id, ``size`` is width and height in user units, ``words`` are the title
    and the description; without a title the picture is hidden from screen readers.
    """
    return _root(key, "img", class_, size, words, children)


def linked_drawing(
    key: str, class_: str, size: tuple[float, float], words: tuple[str, str], /, *children: str
) -> str:
    """Return a picture whose parts are links (role group: an img would hide them)."""
    return _root(key, "group", class_, size, words, children)


def _root(
    key: str,
    role: str,
    class_: str,
    size: tuple[float, float],
    words: tuple[str, str],
    children: tuple[str, ...],
) -> str:
    width, height = size
    heading, description = words
    named = f"{key}-title" if heading else ""
    described = f"{key}-desc" if heading and description else ""
    return element(
        "svg",
        element("title", escape(heading), id=named) if named else "",
        element("desc", escape(description), id=described) if described else "",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=class_,
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role=role if heading else "",
        aria_labelledby=named,
        aria_describedby=described,
        aria_hidden="" if heading else "true",
    )


@functools.cache
def _before_value(key: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="'
