"""The papers of the house: links lead somewhere, every room has a README, publiccode.yml holds."""

import re
import tomllib
from pathlib import Path

import pytest

from baken import __version__

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [
    *ROOT.glob("*.md"),
    *(path for path in (ROOT / "docs").rglob("*.md") if "site" not in path.parts),
    *(ROOT / "src" / "baken").rglob("README.md"),
]
ROOMS = [
    *("vocabulary", "catalogue", "engines", "flows", "desks", "site"),
    *("foundation/places", "foundation/partners", "foundation/stewardship", "foundation/jobs"),
    *("foundation/intake", "foundation/paper"),
]
MANDATORY = [
    *("publiccodeYmlVersion", "name", "url", "releaseDate", "platforms", "categories"),
    *("developmentStatus", "softwareType", "legal.license", "maintenance.type"),
    *("maintenance.contacts", "localisation.localisationReady"),
    *("localisation.availableLanguages", "description.nl.shortDescription"),
    *("description.nl.longDescription", "description.nl.features"),
    *("description.en.shortDescription", "description.en.longDescription"),
    "description.en.features",
]
LINE = re.compile(r'(?P<indent> *)(?:- )?(?:(?P<key>\w+):)? *(?P<value>.*?)"?')


def broken_links(text: str, here: Path) -> list[str]:
    found = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    return [link for link in found if "://" not in link and not (here / link).exists()]


def values_of(text: str) -> dict[str, list[str]]:
    """The values in the plain YAML of publiccode.yml by their dotted path; texts and lists."""
    found: dict[str, list[str]] = {}
    path: list[tuple[int, str]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        indent, key = len(match["indent"]), match["key"]
        if key:
            path = [(depth, name) for depth, name in path if depth < indent] + [(indent, key)]
        value = match["value"].lstrip('"')
        if value and value != ">":
            found.setdefault(".".join(name for _, name in path), []).append(value)
    return found


PUBLICCODE = values_of((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(paper):
    assert not broken_links(paper.read_text(encoding="utf-8"), paper.parent)


def test_a_broken_link_is_caught(tmp_path):
    (tmp_path / "here.md").touch()
    text = "[a](here.md#part) ![b](gone.png) [c](gone.md) [d](https://example.org/x)"
    assert broken_links(text, tmp_path) == ["gone.png", "gone.md"]


def test_every_room_says_what_it_holds_its_borders_and_who_may_import_it():
    source = ROOT / "src" / "baken"
    records = [
        p.parent.relative_to(source).as_posix() for p in source.glob("records/*/__init__.py")
    ]
    assert len(records) >= 2
    for room in [*ROOMS, *records]:
        text = (source / room / "README.md").read_text(encoding="utf-8")
        assert "\n## Borders\n" in text, room
        assert "\n## Who may import it\n" in text, room


def test_publiccode_has_every_mandatory_key_of_version_0_4():
    flat = {**PUBLICCODE, "maintenance.contacts": PUBLICCODE.get("maintenance.contacts.name")}
    assert not [key for key in MANDATORY if not flat.get(key)]
    assert PUBLICCODE["publiccodeYmlVersion"] == ["0.4"]
    assert PUBLICCODE["softwareType"] == ["standalone/web"]
    assert PUBLICCODE["intendedAudience.countries"] == ["nl"]
    assert PUBLICCODE["localisation.availableLanguages"] == ["nl", "en"]


def test_publiccode_keeps_to_the_lengths_of_the_standard():
    for language in ("nl", "en"):
        (short,) = PUBLICCODE[f"description.{language}.shortDescription"]
        long = " ".join(PUBLICCODE[f"description.{language}.longDescription"])
        assert len(short) <= 150
        assert 150 <= len(long) <= 10_000


def test_publiccode_the_project_and_the_changelog_name_one_version_and_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert PUBLICCODE["softwareVersion"] == [project["version"]] == [__version__]
    assert PUBLICCODE["legal.license"] == [project["license"]]
    assert f"## [{__version__}] - {PUBLICCODE['releaseDate'][0]}" in changelog
