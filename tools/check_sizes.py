"""Sizes, names and doors that ruff does not know: ``python tools/check_sizes.py [ROOT]``.

Prints one line per fault (file:line, what, remedy) and exits 1 when there is any.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

LONGEST_FUNCTION, LONGEST_FILE = 60, 400
FOLDERS = ("src", "tests", "tools", "bench", "docs")
# Not written by us (vendor), or written by a program from what is checked already.
SKIPPED = {"__pycache__", "migrations", "node_modules", "vendor"}
SIZED = {".py", ".html", ".css", ".js"}
READ = {*SIZED, ".md", ".toml", ".sh"}

NAMES_WITHOUT_A_CONCEPT = {"common", "helper", "helpers", "manager", "util", "utils"}
ENDINGS_WITHOUT_A_CONCEPT = ("_helper", "_helpers", "_util", "_utils")

PURE_ROOMS = ("src/baken/catalogue/", "src/baken/engines/", "src/baken/vocabulary/")
CLOCKS = {"now", "today", "utcnow"}

SETTINGS_FILE = "src/baken/site/environment.py"
# One use of the environment each, and why it is no setting that is read.
OTHER_USES_OF_THE_ENVIRONMENT = {
    "src/baken/site/postgres/location.py": "XDG_RUNTIME_DIR is the system's, no setting of Baken",
}

UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E)\b")
SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore)\b(?P<rest>.*)", re.IGNORECASE)
CODES = re.compile(r"^\s*(:\s*[A-Z]+[0-9]+([,\s]+[A-Z]+[0-9]+\b)*|\[[a-z, -]+\])")
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not belong in the house: where, what and what to do."""

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.remedy}"


def main(arguments: list[str]) -> int:
    """Check the tree below a root (default: this repository); return 0, or 1 with faults."""
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[1]
    faults = list(faults_below(root))
    for fault in faults:
        print(fault)
    print(f"check_sizes: {len(faults)} fault(s)" if faults else "check_sizes: all is well")
    return 1 if faults else 0


def faults_below(root: Path) -> Iterator[Fault]:
    """Yield every fault of every file that we write, in the order of the paths."""
    for path in _files(root):
        where = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        yield from faults_of_text(where, text)
        if path.suffix == ".py":
            yield from faults_of_python(where, text)
        if path.suffix == ".html":
            yield from faults_of_template(where, text)


def faults_of_text(where: str, text: str) -> Iterator[Fault]:
    """Yield faults of any file: its length and what was left unfinished."""
    lines = text.splitlines()
    if Path(where).suffix in SIZED and len(lines) > LONGEST_FILE:
        what = f"{len(lines)} lines, the limit is {LONGEST_FILE}"
        yield Fault(where, LONGEST_FILE + 1, what, "split it by concept")
    for number, line in enumerate(lines, start=1):
        if found := UNFINISHED.search(line):
            yield Fault(where, number, found[0], "finish it, or open an issue and remove the line")


def faults_of_python(where: str, text: str) -> Iterator[Fault]:
    """Yield faults of a Python file: names, functions, silenced checks, environment, clock."""
    tree = ast.parse(text)
    yield from _name(where)
    yield from _long_functions(where, tree)
    yield from _silenced(where, text)
    if where.startswith("src/"):
        yield from _environment(where, tree)
    if where.startswith(PURE_ROOMS):
        yield from _clock(where, tree)


def _files(root: Path) -> list[Path]:
    found = (path for folder in FOLDERS for path in (root / folder).rglob("*"))
    return sorted(
        path
        for path in found
        if path.suffix in READ
        and not SKIPPED.intersection(path.relative_to(root).parts)
        and not path.is_relative_to(root / "docs" / "site")
    )


def _name(where: str) -> Iterator[Fault]:
    for part in Path(where).with_suffix("").parts:
        if part in NAMES_WITHOUT_A_CONCEPT or part.endswith(ENDINGS_WITHOUT_A_CONCEPT):
            remedy = "find the concept that it belongs to and name that"
            yield Fault(where, 1, f'"{part}" names no concept', remedy)


def _long_functions(where: str, tree: ast.AST) -> Iterator[Fault]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                what = f"{node.name} has {length} lines, the limit is {LONGEST_FUNCTION}"
                yield Fault(where, node.lineno, what, "split it into steps with names")


def _silenced(where: str, text: str) -> Iterator[Fault]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        found = SILENCED.search(token.string) if token.type == tokenize.COMMENT else None
        if found and not _codes_and_reason(found["rest"]):
            what = f"{found[1]} without its codes and a reason"
            yield Fault(where, token.start[0], what, "mend the line, or write: CODE - the reason")


def _codes_and_reason(rest: str) -> bool:
    codes = CODES.match(rest)
    return bool(codes) and len(re.findall(r"\w+", rest[codes.end() :])) >= 2


def _environment(where: str, tree: ast.AST) -> Iterator[Fault]:
    if where == SETTINGS_FILE:
        return
    uses = sorted(_uses_of_the_environment(tree))
    allowed = 1 if where in OTHER_USES_OF_THE_ENVIRONMENT else 0
    for line in uses[allowed:]:
        remedy = f"add a setting with its sentence to {SETTINGS_FILE} and read it there"
        yield Fault(where, line, "the environment is used", remedy)
    if len(uses) < allowed:
        remedy = "take it off the list in tools/check_sizes.py"
        yield Fault(where, 1, "it no longer uses the environment", remedy)


def _uses_of_the_environment(tree: ast.AST) -> Iterator[int]:
    names = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
    for node in ast.walk(tree):
        # Only of os: a request's environ is another thing.
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {f"os.{n}" for n in names}:
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (node.lineno for alias in node.names if alias.name in names)


def _clock(where: str, tree: ast.AST) -> Iterator[Fault]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield Fault(
                where,
                node.lineno,
                f"it asks the clock ({node.attr})",
                "take the time as an argument",
            )


class _Template(HTMLParser):
    """Collects (line, what) of everything inline that the content security policy refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = (given.get("type") or "").endswith("json")
        if tag == "style" or (tag == "script" and "src" not in given and not data):
            self._add(f"inline <{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self._add(f"attribute {name}=")
            if (value or "").strip().lower().startswith("javascript:"):
                self._add(f"javascript: address in {name}=")

    def _add(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))


def faults_of_template(where: str, text: str) -> Iterable[Fault]:
    """Return what stands inline in a template: script, style, on* attributes."""
    parser = _Template()
    # Tags of the template language become blanks, so that lines and attributes stay what they are.
    parser.feed(TEMPLATE_TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag[0]), text))
    remedy = "move it to a file below static/baken (the content security policy refuses it)"
    return [Fault(where, line, what, remedy) for line, what in parser.found]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
