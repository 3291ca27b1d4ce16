"""Words before code: every public class has a word, and no name carries a banned synonym."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from baken.vocabulary.glossary import Glossary, GlossaryError, parse_glossary, read_glossary

SOURCE = Path(__file__).resolve().parents[2] / "src" / "baken"
ROOMS_WITH_WORDS = ("vocabulary", "foundation", "records")

PLANTED = """
[[term]]
identifier = "notice"
term_nl = "melding"
sentence_nl = "Wat een bewoner laat weten."
sentence_en = "What a resident lets know."
source = "voorbeeld"
not_used = ["ticket"]

[[ending]]
word = "Fact"
sentence_nl = "Een vast antwoord."
sentence_en = "A frozen answer."

[[compound]]
name = "StoredNotice"
terms = ["notice"]
"""


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
    return tuple(
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
    )


def public_classes(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def names_in(place: str, tree: ast.Module) -> Iterator[str]:
    yield from (part for part in place.removesuffix(".py").split("/") if part != "__init__")
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield node.name


def classes_without_a_word(glossary: Glossary, place: str, tree: ast.Module) -> list[str]:
    return [
        f'{place}: the class {name} has no word; add a [[term]] or a [[compound]] "{name}" '
        "to vocabulary/glossary.toml"
        for name in public_classes(tree)
        if not glossary.explains(name)
    ]


def banned_names(glossary: Glossary, place: str, tree: ast.Module) -> list[str]:
    return [
        f'{place}: "{name}" carries the banned synonym "{synonym}"; the glossary says "{instead}"'
        for name in names_in(place, tree)
        for synonym, instead in glossary.banned_in(name)
    ]


def test_every_public_class_of_the_word_rooms_has_an_entry():
    glossary = read_glossary()
    wrong = [
        line
        for place, tree in modules()
        if place.startswith(ROOMS_WITH_WORDS)
        for line in classes_without_a_word(glossary, place, tree)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_engine_record_and_room_of_the_foundation_is_a_word():
    glossary = read_glossary()
    folders = [
        folder.name
        for room in ("engines", "foundation", "records")
        for folder in (SOURCE / room).iterdir()
        if (folder / "__init__.py").exists()
    ]
    assert len(folders) >= 9
    assert not [name for name in folders if not glossary.explains(name.replace("_", ""))]


def test_no_class_function_or_module_carries_a_banned_synonym():
    glossary = read_glossary()
    wrong = [line for place, tree in modules() for line in banned_names(glossary, place, tree)]
    assert not wrong, "\n".join(wrong)


def test_no_compound_or_synonym_has_outlived_its_use():
    glossary = read_glossary()
    classes = {name for _, tree in modules() for name in public_classes(tree)}
    assert not {compound.name for compound in glossary.compounds} - classes
    identifiers = {term.identifier.replace("_", " ") for term in glossary.terms}
    assert not {word for term in glossary.terms for word in term.not_used} & identifiers


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("class Ticket: ...", "the class Ticket has no word"),
        ("class NoticeBoard: ...", "the class NoticeBoard has no word"),
        ("def close_ticket(): ...", '"close_ticket" carries the banned synonym "ticket"'),
        ("class C:\n    def ticketOf(self): ...", '"ticketOf" carries the banned synonym "ticket"'),
    ],
)
def test_a_planted_name_is_caught(code, caught):
    glossary, tree = parse_glossary(PLANTED), ast.parse(code)
    wrong = classes_without_a_word(glossary, "records/x.py", tree)
    wrong += banned_names(glossary, "records/x.py", tree)
    assert any(caught in line for line in wrong)


@pytest.mark.parametrize("name", ["Notice", "NoticeFact", "StoredNotice", "StoredNoticeFact"])
def test_a_term_a_compound_and_an_ending_explain_a_class(name):
    tree = ast.parse(f"class {name}: ...")
    assert not classes_without_a_word(parse_glossary(PLANTED), "records/x.py", tree)


def test_a_word_inside_another_word_is_not_a_synonym():
    assert not parse_glossary(PLANTED).banned_in("sticket_tickets")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('sentence_nl = "Wat een bewoner laat weten."\n', "", '"sentence_nl" is missing'),
        ('"What a resident lets know."', '"  "', 'key "sentence_en": expected a text'),
        ("source =", "bron =", 'unknown key "bron"'),
        ("term_nl =", "term_nll =", 'did you mean "term_nl"?'),
        ('terms = ["notice"]', 'terms = ["notise"]', 'did you mean "notice"?'),
        ("[[ending]]", "[[endings]]", 'unknown table "endings"; did you mean "ending"?'),
        ('identifier = "notice"', 'identifier = "Notice"', "is written in lower case"),
        ('not_used = ["ticket"]', 'not_used = "ticket"', "expected a list of texts"),
    ],
)
def test_a_planted_mistake_in_the_glossary_is_refused(old, new, error):
    assert old in PLANTED
    with pytest.raises(GlossaryError) as refused:
        parse_glossary(PLANTED.replace(old, new, 1))
    assert error in str(refused.value)


def test_a_double_is_refused_and_all_mistakes_come_at_once():
    with pytest.raises(GlossaryError) as refused:
        parse_glossary(PLANTED + PLANTED.replace("source =", "bron ="))
    with pytest.raises(GlossaryError) as doubled:
        parse_glossary(PLANTED + PLANTED)
    assert len(refused.value.errors) >= 3
    assert any('the identifier "notice" occurs 2 times' in line for line in doubled.value.errors)
