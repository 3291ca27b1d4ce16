"""Over all settings: a name, a default and a sentence each; nothing else is read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from baken.site.environment import SETTINGS, Setting, SettingError, read

REPOSITORY = Path(__file__).resolve().parents[2]
NAMES = {setting.name for setting in SETTINGS}
# Switches of tests and benches, which the list itself lets pass.
FOREIGN = ("BAKEN_TEST_", "BAKEN_SOAK_", "BAKEN_BENCH_")

every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)


def names_used() -> list[str]:
    """Return every BAKEN_ name in what we ship, as often as it is written."""
    code = [
        path
        for path in (REPOSITORY / "src").rglob("*")
        if path.suffix in {".py", ".html", ".sh"} and "vendor" not in path.parts
    ]
    texts = [path.read_text(encoding="utf-8") for path in [*code, REPOSITORY / "Makefile"]]
    return [name for text in texts for name in re.findall(r"\bBAKEN_[A-Z][A-Z_]*\b", text)]


@every_setting
def test_a_setting_has_a_name_and_a_sentence(setting: Setting) -> None:
    assert re.fullmatch(r"BAKEN_[A-Z]+(_[A-Z]+)*", setting.name)
    assert len(setting.sentence.split()) >= 3
    assert setting.sentence.endswith(".")


@every_setting
def test_a_setting_is_in_the_reference(setting: Setting) -> None:
    page = (REPOSITORY / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    row = next((line for line in page.splitlines() if f"| `{setting.name}` |" in line), "")
    assert setting.sentence in row, f"{setting.name} is missing or old: make docs"


@every_setting
def test_a_setting_is_used(setting: Setting) -> None:
    assert names_used().count(setting.name) >= 2


def test_no_setting_stands_there_twice() -> None:
    assert len(NAMES) == len(SETTINGS)


def test_no_name_is_used_that_is_no_setting() -> None:
    used = {name for name in names_used() if not f"{name}_".startswith(FOREIGN)}
    assert used - NAMES == set()


def test_without_an_environment_every_setting_has_its_default() -> None:
    assert read({}) == {setting.name: setting.default for setting in SETTINGS}


@every_setting
def test_what_is_given_wins(setting: Setting) -> None:
    assert read({setting.name: "given", "HOME": "elsewhere"}) == read({}) | {setting.name: "given"}


@every_setting
def test_a_misspelt_setting_is_refused_by_name(setting: Setting) -> None:
    with pytest.raises(SettingError, match=rf"unknown setting {setting.name}X .*settings\.md"):
        read({f"{setting.name}X": "1"})


def test_all_unknown_settings_are_named_at_once() -> None:
    with pytest.raises(SettingError, match="BAKEN_HOEM, BAKEN_PROT"):
        read({"BAKEN_PROT": "1", "BAKEN_HOEM": "1", "BAKEN_PORT": "1"})


@pytest.mark.parametrize("prefix", FOREIGN)
def test_switches_of_tests_are_none_of_our_business(prefix: str) -> None:
    assert read({f"{prefix}ROUNDS": "3"}) == read({})


def test_nothing_else_reads_the_environment() -> None:
    tool = REPOSITORY / "tools" / "check_sizes.py"
    answer = subprocess.run(
        [sys.executable, str(tool)], capture_output=True, text=True, check=False
    )
    assert answer.returncode in {0, 1}, answer.stderr
    assert [line for line in answer.stdout.splitlines() if "the environment" in line] == []
