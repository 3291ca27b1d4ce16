"""Texts for people: collects msgids, checks that Dutch is complete, compiles the catalogue.

``messages.py update`` adds new msgids to src/baken/site/locale/nl/LC_MESSAGES/django.po and
compiles django.mo beside it; ``messages.py check`` fails when a translation is missing, unused
or not compiled. Msgids are English; no gettext binaries are needed (Babel reads and writes).
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import template as django_template

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "baken"
DUTCH = SOURCE / "site" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collect() -> Catalog:
    """Return every msgid in the Python code and the templates, with where it stands."""
    found = Catalog(locale="nl", project="Baken", charset="utf-8", fuzzy=False)
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        if "vendor" in path.parts or "style_guide" in str(path):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = django_template.templatize(text, origin=str(path))
        for message in extract_python(io.BytesIO(text.encode()), KEYWORDS, (), {}):
            _add(found, path, *message)
    return found


def _add(found: Catalog, path: Path, line: int, keyword: str, message: object, _: object) -> None:
    parts = [part for part in message if part] if isinstance(message, tuple) else [message]
    if not parts or not all(parts):
        return
    context = parts.pop(0) if keyword in {"pgettext", "npgettext"} else None
    msgid = tuple(parts[:2]) if keyword.startswith(("ngettext", "npgettext")) else parts[0]
    where = (str(path.relative_to(ROOT)), line)
    found.add(msgid, locations=[where], context=context)


def read_dutch() -> Catalog:
    """Return the Dutch translations as they stand."""
    if not DUTCH.exists():
        return Catalog(locale="nl", charset="utf-8")
    with DUTCH.open("rb") as file:
        return read_po(file, locale="nl")


def merged(found: Catalog, dutch: Catalog) -> Catalog:
    """Return the collected msgids with the Dutch that is known."""
    for message in found:
        known = dutch.get(message.id, context=message.context) if message.id else None
        if known and known.string:
            message.string = known.string
    return found


def faults(found: Catalog, dutch: Catalog) -> list[str]:
    """Return what is missing, unused or has other placeholders than its msgid."""
    out = []
    for message in found:
        if not message.id:
            continue
        known = dutch.get(message.id, context=message.context)
        if known is None or not known.string or not all(_strings(known.string)):
            out.append(f"no Dutch for {message.id!r} ({message.locations[0][0]})")
        elif known.check():
            out.append(f"placeholders differ in the Dutch of {message.id!r}")
    used = {(message.id, message.context) for message in found}
    out += [
        f"unused: {message.id!r}; run tools/messages.py update"
        for message in dutch
        if message.id and (message.id, message.context) not in used
    ]
    compiled = DUTCH.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != compile_bytes(dutch):
        out.append("django.mo is not compiled from django.po; run tools/messages.py update")
    return out


def _strings(string: object) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (str(string),)


def compile_bytes(catalogue: Catalog) -> bytes:
    """Return the compiled catalogue."""
    # Babel writes dates into the header; fixed ones make the same texts give the same bytes.
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> None:
    """Write django.po with all msgids, and django.mo."""
    catalogue = merged(collect(), read_dutch())
    DUTCH.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=99, sort_output=True, omit_header=False)
    lines = [
        line
        for line in buffer.getvalue().decode().splitlines()
        # Dates and tool versions would change the file at every run.
        if not line.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By', "#: "))
    ]
    DUTCH.write_text("\n".join(lines) + "\n", encoding="utf-8")
    DUTCH.with_suffix(".mo").write_bytes(compile_bytes(read_dutch()))


def main() -> int:
    """Do what the first argument says."""
    settings.configure()
    if sys.argv[1:] == ["update"]:
        update()
    found = faults(collect(), read_dutch())
    print("\n".join(found) or "All texts have their Dutch.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
