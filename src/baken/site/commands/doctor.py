"""Looks at settings, programs, folders, database, tables and figures; changes nothing."""

import argparse
import importlib

from baken.site import environment
from baken.site.commands.reporting import report
from baken.site.postgres.connections import uses_external_server
from baken.site.postgres.examination import Finding, Grade, examine
from baken.site.postgres.supervisor import State, status

MARKS = {Grade.OK: "ok  ", Grade.WARNING: "WARN", Grade.FAILURE: "FAIL"}


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Print every finding; the exit code is 1 when something must be mended."""
    values = environment.read()
    home = environment.home_folder(values)
    own_server = uses_external_server(values)
    findings = [_bundled_data(values)]
    findings += () if own_server else examine(home, account=values["BAKEN_DATABASE_ACCOUNT"])
    if own_server or status(home).state is State.RUNNING:
        importlib.import_module("baken.site.start_django").start(with_database=False)
        findings += importlib.import_module("baken.site.content_examination").examine_content()
    lines = [_line(finding) for finding in findings]
    report({"findings": findings}, "\n".join(lines), as_json=arguments.json)
    return int(any(finding.state is Grade.FAILURE for finding in findings))


def _line(finding: Finding) -> str:
    remedy = f" {finding.remedy}" if finding.remedy else ""
    return f"{MARKS[finding.state]} {finding.name}: {finding.sentence}{remedy}"


def _bundled_data(values: dict[str, str]) -> Finding:
    folder = environment.bundled_data_folder(values)
    if (folder / "deliveries.toml").is_file():
        return Finding("bundled data", Grade.OK, f"The bundled data lie in {folder}.")
    sentence = f"There is no deliveries.toml in {folder}."
    return Finding("bundled data", Grade.WARNING, sentence, "Set BAKEN_BUNDLED_DATA.")
