"""The command ``baken``: a table of commands, each in a module of its own, loaded when asked."""

import argparse
import importlib
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from types import ModuleType

from baken import __version__
from baken.foundation.stewardship.operations import on_the_command_line
from baken.site import environment
from baken.site.environment import SettingError
from baken.site.machine_account import machine_account
from baken.site.postgres.trouble import DatabaseTrouble
from baken.vocabulary.errors import UnusableInputError

EXIT_DONE, EXIT_FAULT, EXIT_UNUSABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, the module that does it and a sentence.

    ``role`` is the database role it works with: "app", "owner", or "" when it needs no Django.
    """

    words: str
    module: str
    sentence: str
    role: str = ""


COMMANDS = (
    Command("run", "run", "Start everything: database, bundled data, web server."),
    Command("demo", "demo", "Load the bundled real data and compute all figures.", "owner"),
    Command(
        "demo registrations",
        "demo_registrations",
        "Bring invented registrations in, by the worker, up to today.",
        "owner",
    ),
    Command("serve", "serve", "Start the web server on a database that is ready."),
    Command("worker", "worker", "Do the jobs that people asked for, until stopped.", "owner"),
    Command("jobs", "jobs", "List the jobs: what, for whom, how far and how they ended.", "owner"),
    Command("migrate", "migrate", "Bring the tables, their rights and row security up to date."),
    Command("import", "import_file", "Take in a file of a given kind.", "owner"),
    Command("export", "export", "Write what is held as a file, as known on a day.", "owner"),
    Command("mapping", "mapping", "Say what the columns of a file mean, and keep it.", "owner"),
    Command("quarantine", "quarantine", "List the rows that wait for a correction.", "owner"),
    Command("withdraw", "withdraw", "Take a delivery back; what was known stays known.", "owner"),
    Command("quality", "quality", "List what does not fit in the delivered data.", "owner"),
    Command("crosswalk", "crosswalk", "Carry counts to another year's division.", "owner"),
    Command("compute", "compute", "Compute all figures from what was delivered.", "owner"),
    Command("figure", "figure", "Show one figure with its interval and its sources.", "app"),
    Command("plan", "plan", "Take in a plan, or give one back as a file.", "owner"),
    Command("plan import", "plan_import", "Take in a plan as a workbook or TOML.", "owner"),
    Command("plan export", "plan_export", "Write a plan, or an empty one, as a workbook.", "owner"),
    Command("generate", "generate", "Make a file of invented conversations.", "owner"),
    Command(
        "generate registrations",
        "generate_registrations",
        "Make files of invented registrations that keep to real totals.",
        "owner",
    ),
    Command(
        "plan check", "plan_check", "Say which goals can be measured, and what is open.", "owner"
    ),
    Command("account", "account", "Write the account of a plan and year as a file.", "app"),
    Command("plan alarms", "plan_alarms", "List the alarms of a plan on a day.", "owner"),
    Command("police-day", "police_day", "Do the police day: what is unusual, on any day.", "owner"),
    Command("phases", "phases", "List the phases of wijken on a day, and why.", "owner"),
    Command("briefing", "briefing", "Write the morning of an area on a day to a file.", "owner"),
    Command("person", "person", "Add a person, give a role or set a password.", "owner"),
    Command("audit anchor", "audit_anchor", "Keep the log's newest hashes elsewhere.", "owner"),
    Command("audit verify", "audit_verify", "Verify that the log is what was written.", "owner"),
    Command("exception", "exception", "Ask for, agree to or end a person column's pass.", "owner"),
    Command("processing", "processing", "Print the register of processing activities."),
    Command("held", "held", "Say what is held about a place, a file or a person.", "owner"),
    Command("retention run", "retention_run", "Destroy what has been kept long enough.", "owner"),
    Command("doctor", "doctor", "Examine this installation and say what to mend."),
    Command("backup", "backup", "Write the whole database to one file."),
    Command("restore", "restore", "Put a backup back, whole or not at all."),
    Command("database start", "database_start", "Start the embedded database."),
    Command("database stop", "database_stop", "Stop the embedded database."),
    Command("database status", "database_status", "Say how the embedded database is."),
    Command("engine locate-points", "engine_locate_points", "Say which area each point lies in."),
    Command("engine warm", "engine_warm", "Compile the engines once, so that first use is quick."),
    Command("engine rates", "engine_rates", "Rates, intervals and changes from a table of counts."),
    Command("engine watch", "engine_watch", "Say which weekly counts are unusual, and how much."),
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 fault, 2 unusable input."""
    words = sys.argv[1:] if arguments is None else arguments
    command = find_command(words)
    if command is None:
        return _explain(words)
    if command.role:
        environment.hand_on(BAKEN_DATABASE_ROLE=command.role)
    try:
        # Numba reads its folder when it is imported; compiled code belongs to one version.
        cache = environment.home_folder(environment.read()) / "compiled" / __version__
        environment.hand_on(NUMBA_CACHE_DIR=str(cache))
        return run_command(command, words[len(command.words.split()) :])
    except (UnusableInputError, DatabaseTrouble, SettingError) as error:
        sys.stderr.write(f"baken {command.words}: {error}\n")
        return EXIT_UNUSABLE


def find_command(words: list[str]) -> Command | None:
    """Return the command whose words the given ones begin with, the longest first."""
    ordered = sorted(COMMANDS, key=lambda command: -len(command.words))
    return next(
        (
            command
            for command in ordered
            if words[: len(command.words.split())] == command.words.split()
        ),
        None,
    )


def run_command(command: Command, words: list[str]) -> int:
    """Load the command's module, read its arguments and do it."""
    asks_for_help = bool({"-h", "--help"} & set(words))
    module = load(command, start_database=not asks_for_help)
    arguments = parser_of(command, module).parse_args(words)
    # The worker does what people asked on screen: that did not come by the command line.
    asked_here = command.role and command.module != "worker"
    with on_the_command_line(machine_account()) if asked_here else nullcontext():
        if not command.role:
            return int(module.run(arguments))
        with_database = importlib.import_module("baken.site.start_django")
        return int(with_database.told_in_words(module.run, arguments))


def load(command: Command, *, start_database: bool) -> ModuleType:
    """Import the module that carries the command, and Django first where it needs it."""
    if command.module == "worker":
        # Two jobs at a time on a loaded machine: more threads of one matrix only wait for each
        # other. Read when numpy is loaded, so it is set before.
        environment.hand_on(OPENBLAS_NUM_THREADS="1")
    if command.role:
        importlib.import_module("baken.site.start_django").start(with_database=start_database)
    return importlib.import_module(f"baken.site.commands.{command.module}")


def parser_of(command: Command, module: ModuleType) -> argparse.ArgumentParser:
    """Return the argument parser of a command; every one knows --json."""
    parser = argparse.ArgumentParser(
        prog=f"baken {command.words}", description=command.sentence, epilog=module.__doc__
    )
    parser.add_argument(
        "--json", action="store_true", help="print the result as one JSON object, the last line"
    )
    module.add_arguments(parser)
    return parser


def _explain(words: list[str]) -> int:
    if words == ["--version"]:
        sys.stdout.write(f"{__version__}\n")
        return EXIT_DONE
    wanted = not words or words[0] in {"-h", "--help", "help"}
    stream = sys.stdout if wanted else sys.stderr
    if not wanted:
        stream.write(f'baken: there is no command "{" ".join(words)}"\n\n')
    stream.write("usage: baken COMMAND [--help]\n\n")
    stream.writelines(f"  {command.words:<22} {command.sentence}\n" for command in COMMANDS)
    return EXIT_DONE if wanted else EXIT_UNUSABLE
