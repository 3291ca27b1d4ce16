"""The reference is what the program says: pages as made, nothing missing, nothing left over."""

import dataclasses
import importlib
import pkgutil
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import baken.catalogue
from baken.site.command_line import COMMANDS
from baken.site.environment import SETTINGS
from baken.vocabulary.glossary import read_glossary

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
BUILDER = ROOT / "tools" / "build_reference.py"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def catalogue_ids() -> list[str]:
    folders = [
        found.name for found in pkgutil.iter_modules(baken.catalogue.__path__) if found.ispkg
    ]
    modules = [importlib.import_module(f"baken.catalogue.{name}") for name in folders]
    values = [value for module in modules for key, value in vars(module).items() if key.isupper()]
    entries = [entry for value in values if isinstance(value, tuple) for entry in value]
    return [entry.id for entry in entries if dataclasses.is_dataclass(entry)]


def test_the_committed_pages_are_what_the_program_says():
    checked = subprocess.run(
        [sys.executable, str(BUILDER), "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("name", "what", "said"),
    [
        ("settings.md", "change", "docs/reference/settings.md differs"),
        ("commands.md", "remove", "docs/reference/commands.md differs"),
        ("specs/left-over.md", "add", "docs/reference/specs/left-over.md is made no longer"),
    ],
)
def test_a_page_changed_removed_or_left_over_is_caught(tmp_path, capsys, name, what, said):
    folder = tmp_path / "docs" / "reference"
    shutil.copytree(REFERENCE, folder)
    compare = runpy.run_path(str(BUILDER))["compare"]
    compare.__globals__.update(ROOT=tmp_path, REFERENCE=folder)
    mark = compare.__globals__["MARK"]
    made = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in ours(folder)}
    assert compare(made) == 0
    if what == "remove":
        (folder / name).unlink()
    else:
        (folder / name).write_text(made.get(name, mark) + "by hand", "utf-8")
    assert compare(made) == 1
    assert said in capsys.readouterr().out


def ours(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.md") if "Made by tools" in path.read_text("utf-8")]


def test_every_setting_is_in_the_reference():
    assert not [s.name for s in SETTINGS if f"| `{s.name}` |" not in page("settings.md")]


def test_every_command_is_in_the_reference_with_its_help():
    text = page("commands.md")
    assert not [c.words for c in COMMANDS if f"\n## baken {c.words}\n" not in text]
    assert "Not built yet" not in text


def test_every_id_of_the_catalogue_is_in_the_reference():
    ids = catalogue_ids()
    assert len(ids) >= 22
    assert not [i for i in ids if f"\n### `{i}`\n" not in page("catalogue.md")]


def test_every_word_of_the_glossary_is_in_the_reference():
    text = page("glossary.md")
    assert not [t.term_nl for t in read_glossary().terms if f"\n| {t.term_nl} |" not in text]


def test_no_page_names_this_machine():
    texts = {path.name: path.read_text(encoding="utf-8") for path in REFERENCE.rglob("*.md")}
    assert not [name for name, text in texts.items() if str(ROOT) in text or "/tmp/" in text]
