"""Makes docs/reference from what the program itself says; nothing in there is written by hand.

Sources: the settings, the commands and their help, the kinds of file, the catalogue, the
glossary, the models with their rights, and the spec tests. ``--check`` writes nothing and fails
when a page differs from what stands.
"""

import argparse
import dataclasses
import importlib
import importlib.util
import inspect
import os
import pkgutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.db import connection

import baken.catalogue
from baken.site import command_line, environment
from baken.vocabulary.glossary import read_glossary
from baken.vocabulary.rights import TableRights

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "spec"))

from file_kinds_page import file_kinds_page
from plan_files_page import plan_files_page
from recorder import Given, Question, Recorder, draw

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
SPECS = ROOT / "tests" / "spec"
MARK = "<!-- Made by tools/build_reference.py (make docs). Do not edit. -->"
EXIT_CODES = """\
Exit codes: 0 done (also with quarantined rows), 2 input unusable, 1 fault. With `--json` the
last line is one JSON object.
"""
STRICT = """\
Policy as data: the files lie in `src/baken/catalogue`. An unknown key, a wrong type or a double
id is refused when Baken starts."""
CATALOGUE_WORDS = {
    "indicators": "What is counted, per what, from which source, and how to say it.",
    "sources": "Who publishes what is delivered, under which licence, with which attribution.",
    "quality": "What is checked of delivered data, and what a notice then says.",
    "certainty": "How sure a verdict is: one scale with its words, for every page.",
    "years": "Years that are no normal years.",
    "roles": "What each role may do; see also [Roles](roles.md).",
    "policy_indicators": "What municipalities state in their budgets, and how it is counted.",
    "places": "Where a rate per inhabitant misleads, and who a municipality's peers are.",
}


def main() -> int:
    """Write the pages, or compare them with what stands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when a page differs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        prepare(home)
        pages = make_pages()
    return compare(pages) if arguments.check else write(pages)


def prepare(home: str) -> None:
    """Set Django up on an empty home, away from the settings of whoever runs this."""
    for name in [name for name in os.environ if name.startswith("BAKEN_")]:
        del os.environ[name]
    os.environ |= {
        "BAKEN_HOME": home,
        "BAKEN_SECRET_KEY": "only for the reference",
        "DJANGO_SETTINGS_MODULE": "baken.site.settings",
        "COLUMNS": "88",
    }
    django.setup()


def module_named(name: str) -> ModuleType:
    """Import a module that Django must be set up for, or that is found by walking a folder."""
    return importlib.import_module(name)


def make_pages() -> dict[str, str]:
    """Return the text of every generated page by its path below docs/reference."""
    makers = {
        "settings.md": settings_page,
        "commands.md": commands_page,
        "file-kinds.md": lambda: file_kinds_page(table),
        "plan-files.md": lambda: plan_files_page(table),
        "catalogue.md": catalogue_page,
        "glossary.md": glossary_page,
        "models.md": models_page,
        "roles.md": roles_page,
    }
    pages = {path: maker() for path, maker in makers.items()} | spec_pages()
    pages["index.md"] = index_page(pages)
    return {path: f"{MARK}\n\n{text.rstrip()}\n" for path, text in sorted(pages.items())}


def write(pages: dict[str, str]) -> int:
    """Write every page and remove pages that are made no longer."""
    for path in outdated(pages):
        path.unlink()
    for name, text in pages.items():
        path = REFERENCE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"docs/reference: {len(pages)} pages")
    return 0


def compare(pages: dict[str, str]) -> int:
    """Name every page that is missing, different or made no longer."""
    wrong = [
        f"docs/reference/{name} differs from what the program says; run: make docs"
        for name, text in pages.items()
        if not (REFERENCE / name).is_file()
        or (REFERENCE / name).read_text(encoding="utf-8") != text
    ]
    wrong += [f"{path.relative_to(ROOT)} is made no longer; remove it" for path in outdated(pages)]
    print("\n".join(wrong) or f"docs/reference: {len(pages)} pages as they should be")
    return 1 if wrong else 0


def outdated(pages: dict[str, str]) -> list[Path]:
    """Return the committed pages that carry our mark and are made no longer."""
    return [
        path
        for path in sorted(REFERENCE.rglob("*.md"))
        if path.relative_to(REFERENCE).as_posix() not in pages
        and path.read_text(encoding="utf-8").startswith(MARK)
    ]


# --- pages ----------------------------------------------------------------------------------


def index_page(pages: dict[str, str]) -> str:
    """List the pages with their titles."""
    lines = [f"- [{title_of(text)}]({path})" for path, text in sorted(pages.items())]
    own, specs = ([line for line in lines if ("(specs/" in line) is of] for of in (False, True))
    return "\n".join(
        [
            "# Reference\n",
            "What there is, made from the program itself.\n",
            *own,
            "\n## Spec tests\n",
            "Each page is a test that runs. Its tables are what the test gave and got (Dutch).\n",
            *specs,
        ]
    )


def settings_page() -> str:
    """Every setting with its default and its sentence."""
    rows = [
        (f"`{s.name}`", f"`{s.default}`" if s.default else "(empty)", s.sentence)
        for s in environment.SETTINGS
    ]
    intro = (
        "Settings are environment variables. Nothing else is read. A name that begins with "
        "`BAKEN_` and is not in this list is refused. A relative folder lies below the repository."
    )
    return f"# Settings\n\n{intro}\n\n{table(('name', 'default', 'what it does'), rows)}"


def commands_page() -> str:
    """Every command with its help."""
    parts = [
        "# Commands\n",
        EXIT_CODES,
        table(
            ("command", "what it does"),
            [(f"`baken {c.words}`", c.sentence) for c in command_line.COMMANDS],
        ),
    ]
    parts += [command_help(command) for command in command_line.COMMANDS]
    return "\n".join(parts)


def command_help(command: command_line.Command) -> str:
    """Return the help of one command as its parser prints it."""
    try:
        module = module_named(f"baken.site.commands.{command.module}")
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("baken."):
            raise
        return f"\n## baken {command.words}\n\n{command.sentence}\n\nNot built yet."
    parser = command_line.parser_of(command, module)
    text = "\n".join(line.rstrip() for line in parser.format_help().splitlines())
    return f"\n## baken {command.words}\n\n```text\n{text}\n```"


def catalogue_page() -> str:
    """Every entry of every folder of the catalogue, all keys."""
    parts = [
        "# Catalogue\n",
        STRICT,
    ]
    for name, entries in catalogue_entries():
        words = CATALOGUE_WORDS.get(name) or module_named(f"baken.catalogue.{name}").__doc__
        parts.append(f"\n## {name}\n\n{words}")
        parts += [entry_lines(entry) for entry in entries]
    return "\n".join(parts)


def catalogue_entries() -> Iterator[tuple[str, list[Any]]]:
    """Yield (folder, entries) for each folder of the catalogue."""
    for found in pkgutil.iter_modules(baken.catalogue.__path__):
        if found.ispkg:
            module = module_named(f"baken.catalogue.{found.name}")
            constants = [value for key, value in sorted(vars(module).items()) if key.isupper()]
            yield found.name, [e for c in constants if isinstance(c, tuple) for e in c]


def entry_lines(entry: Any) -> str:
    """Return an entry as a heading and a list of its keys."""
    lines = [
        f"- {field.name}: {plain(getattr(entry, field.name))}"
        for field in dataclasses.fields(entry)
        if field.name != "id"
    ]
    return f"\n### `{entry.id}`\n\n" + "\n".join(lines)


def glossary_page() -> str:
    """Every word in the order of the Dutch alphabet."""
    glossary = read_glossary()
    rows = [
        (
            term.term_nl,
            f"`{term.identifier}`",
            f"{term.sentence_nl}<br>{term.sentence_en}",
            term.source,
            ", ".join(term.not_used),
        )
        for term in sorted(glossary.terms, key=lambda term: term.term_nl.lower())
    ]
    endings = [(f"`{e.word}`", f"{e.sentence_nl}<br>{e.sentence_en}") for e in glossary.endings]
    header = ("Dutch", "in code", "what it is", "source", "we do not say")
    return (
        "# Glossary\n\nThe file `src/baken/vocabulary/glossary.toml` is the law; a test holds "
        f"the code to it.\n\n{table(header, rows)}\n\n## Endings\n\n"
        f"A class may add one of these to a word.\n\n{table(('ending', 'what it says'), endings)}"
    )


def roles_page() -> str:
    """Every role, and who may what."""
    roles, permissions = module_named("baken.catalogue.roles").ROLES, catalogue_permissions()
    who = [
        (f"`{r.id}`", r.title_nl, r.sentence_en, "yes" if r.second_factor else "") for r in roles
    ]
    what = [
        (f"`{p.id}`", p.sentence_en, *("yes" if p.id in r.permissions else "" for r in roles))
        for p in permissions
    ]
    return (
        f"# Roles\n\nFrom `src/baken/catalogue/roles` and `permissions`. A role counts in the "
        "municipality in which it is held.\n\n"
        f"{table(('role', 'on screen', 'for', 'second factor'), who)}\n\n## Who may what\n\n"
        f"{table(('permission', 'what', *(f'`{r.id}`' for r in roles)), what)}"
    )


def catalogue_permissions() -> tuple[Any, ...]:
    """Return the permissions in the catalogue's order."""
    return tuple(module_named("baken.catalogue.permissions").PERMISSIONS)


def models_page() -> str:
    """Every table with its rights and columns, ours first."""
    models = module_named("django.apps").apps.get_models(include_auto_created=True)
    ours = [model for model in models if model.__module__.startswith("baken.")]
    others = [model for model in models if model not in ours]
    named = [
        (f"`{model._meta.db_table}`", f"`{rights_of(model)}`")
        for model in sorted(others, key=lambda model: model._meta.db_table)
    ]
    parts = [f"# Tables\n\n{inspect.getdoc(TableRights)}"]
    parts += [model_section(m) for m in sorted(ours, key=lambda m: m._meta.db_table)]
    parts.append(f"## Tables of Django\n\n{table(('table', 'rights'), named)}")
    return "\n\n".join(parts)


def model_section(model: Any) -> str:
    """Return one table: its sentence, rights, columns and constraints."""
    meta = model._meta
    rows = [
        (
            f"`{field.column}`",
            f"`{field.db_type(connection)}`",
            "may be empty" if field.null else "",
            f"`{field.related_model._meta.db_table}`" if field.related_model else "",
            field.help_text,
        )
        for field in meta.local_concrete_fields
    ]
    named = ", ".join(f"`{constraint.name}`" for constraint in meta.constraints) or "none"
    return (
        f"## `{meta.db_table}`\n\n{inspect.getdoc(model)}\n\n"
        f"Class `{model.__module__}.{model.__name__}`. Rights: `{rights_of(model)}`. "
        f"Constraints: {named}.\n\n"
        f"{table(('column', 'type', 'empty', 'points to', 'note'), rows)}"
    )


def rights_of(model: Any) -> str:
    """Return the declared rights of a table."""
    return str(module_named("baken.site.table_rights").rights_of(model).value)


# --- spec tests -----------------------------------------------------------------------------


def spec_pages() -> dict[str, str]:
    """Run every spec test with a recorder and print what it caught."""
    return {
        f"specs/{path.stem.removeprefix('test_spec_').replace('_', '-')}.md": spec_page(path)
        for path in sorted(SPECS.rglob("test_*.py"))
    }


def spec_page(path: Path) -> str:
    """Return the page of one file of spec tests."""
    found = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    tests = [
        test
        for name, test in vars(module).items()
        if name.startswith("test_") and list(inspect.signature(test).parameters) == ["spec"]
    ]
    origin = f"*Bron: `{path.relative_to(ROOT).as_posix()}`.*"
    return "\n\n".join([f"# {inspect.getdoc(module)}", origin, *map(spec_section, tests)])


def spec_section(test: Any) -> str:
    """Run one spec test and return its title, words, tables, question and answer."""
    caught = Recorder()
    test(caught)
    title, _, words = inspect.getdoc(test).partition("\n")
    parts = [f"## {title}", words.strip()]
    for step in caught.steps:
        if isinstance(step, Question):
            parts.append(f"**Vraag:** {step.sentence} (`{step.asked_of}`)")
        else:
            word = "Gegeven" if isinstance(step, Given) else "Antwoord"
            parts.append(f"**{word}:**\n\n{draw(step.rows)}")
    return "\n\n".join(part for part in parts if part)


# --- drawing --------------------------------------------------------------------------------


def table(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    """Draw a Markdown table."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines)


def cell(value: Any) -> str:
    """Return a value that cannot break its table."""
    return " ".join(str(value).split()).replace("|", "\\|")


def plain(value: Any) -> str:
    """Return a catalogue value in words."""
    if isinstance(value, Enum):
        return f"`{value.value}`"
    if isinstance(value, tuple):
        return ", ".join(plain(item) for item in value) or "none"
    return str(value)


def title_of(text: str) -> str:
    """Return the title of a page."""
    return text.split("\n", 1)[0].removeprefix("# ")


if __name__ == "__main__":
    sys.exit(main())
