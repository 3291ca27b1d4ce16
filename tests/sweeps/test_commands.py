"""Over all commands: each is built, explains itself, is documented; engine commands are light."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from baken.site.command_line import COMMANDS, Command

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "src" / "baken" / "site" / "commands"
REFERENCE = REPOSITORY / "docs" / "reference" / "commands.md"

# Prints, per command, its arguments without a sentence of help.
UNEXPLAINED = """
import json
from baken.site import command_line
found = {}
for command in command_line.COMMANDS:
    parser = command_line.parser_of(command, command_line.load(command, start_database=False))
    found[command.words] = [action.dest for action in parser._actions if not action.help]
print(json.dumps(found))
"""

# Prints, per command, what its --help says. One process: each start of Python costs a second.
HELP = """
import contextlib, io, json
from baken.site import command_line
found = {}
for command in command_line.COMMANDS:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        command_line.run_command(command, ["--help"])
    found[command.words] = said.getvalue()
print(json.dumps(found))
"""

# Loads one command and prints which of the heavy packages came along.
HEAVY = """
import sys
from baken.site import command_line
command_line.load(command_line.find_command(sys.argv[1:]), start_database=False)
print(*sorted({name.split(".")[0] for name in sys.modules} & {"django", "psycopg", "whitenoise"}))
"""

every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.words)


def python(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with settings that name a database server, so that none is started here."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("BAKEN_")}
    settings = {
        "BAKEN_HOME": str(home),
        "BAKEN_DATABASE_URL": "postgresql://app@127.0.0.1:1/nothing",
        "BAKEN_DATABASE_OWNER_URL": "postgresql://owner@127.0.0.1:1/nothing",
        "COLUMNS": "400",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env=inherited | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def tree_of(module: str) -> ast.Module:
    """Return the source of a command's module as a tree, without loading it."""
    path = FOLDER / f"{module}.py"
    assert path.exists(), f"{path.name} is not built"
    return ast.parse(path.read_text(encoding="utf-8"))


def functions_of(tree: ast.Module) -> set[str]:
    """Return the names of the functions at the top of a module."""
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_no_two_commands_have_the_same_words() -> None:
    assert len({command.words for command in COMMANDS}) == len(COMMANDS)


@every_command
def test_a_command_is_built(command: Command) -> None:
    tree = tree_of(command.module)
    assert ast.get_docstring(tree)
    assert functions_of(tree) >= {"add_arguments", "run"}


@every_command
def test_a_command_has_a_sentence_and_a_known_role(command: Command) -> None:
    assert command.sentence[0].isupper()
    assert command.sentence.endswith(".")
    assert command.role in {"", "app", "owner"}


def test_help_explains_every_command(tmp_path: Path) -> None:
    answer = python(tmp_path, "-c", HELP)
    assert answer.returncode == 0, answer.stderr
    explained = json.loads(answer.stdout.splitlines()[-1])
    for command in COMMANDS:
        assert command.sentence in explained[command.words], command.words
        assert "--json" in explained[command.words], command.words


def test_help_is_asked_as_everywhere(tmp_path: Path) -> None:
    answer = python(tmp_path, "-m", "baken", "figure", "--help")
    assert answer.returncode == 0, answer.stderr
    assert next(c.sentence for c in COMMANDS if c.words == "figure") in answer.stdout


def test_every_argument_has_a_sentence_of_help(tmp_path: Path) -> None:
    answer = python(tmp_path, "-c", UNEXPLAINED)
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout.splitlines()[-1])
    assert found == {command.words: [] for command in COMMANDS}


@pytest.mark.parametrize(
    "command",
    [command for command in COMMANDS if command.words.startswith("engine ")],
    ids=lambda command: command.words,
)
def test_an_engine_command_needs_no_database(command: Command, tmp_path: Path) -> None:
    assert command.role == ""
    answer = python(tmp_path, "-c", HEAVY, *command.words.split())
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []


@every_command
def test_a_command_is_in_the_reference(command: Command) -> None:
    sections = REFERENCE.read_text(encoding="utf-8").split("\n## ")
    mine = [text for text in sections if text.startswith(f"baken {command.words}\n")]
    assert len(mine) == 1, f"docs/reference/commands.md lacks baken {command.words}: make docs"
    assert f"usage: baken {command.words} " in mine[0]


def test_no_command_lies_about_without_its_words() -> None:
    built = {
        path.stem
        for path in FOLDER.glob("*.py")
        if functions_of(tree_of(path.stem)) >= {"add_arguments", "run"}
    }
    assert built <= {command.module for command in COMMANDS}


def test_a_command_that_does_not_exist_is_unusable_input(tmp_path: Path) -> None:
    answer = python(tmp_path, "-m", "baken", "nothing")
    assert answer.returncode == 2
    assert 'there is no command "nothing"' in answer.stderr


def test_a_database_that_goes_away_is_a_sentence(tmp_path: Path) -> None:
    done = python(tmp_path, "-m", "baken", "jobs")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "the database went away" in done.stderr
    assert "again" in done.stderr
