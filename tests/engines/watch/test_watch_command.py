"""The command: files in, files out, the columns of the contract, refusals that help."""

import csv
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from baken.engines.watch import RSettings, WatchSettings, watch_as_r, watch_counts
from baken.site.command_line import main
from baken.site.commands.watch_sentences import how_rare, next_phase

COLUMNS = "series,week,count,expected,lower,upper,alarm,p1,p2,phase,sentence"
MONDAY = dt.date(2016, 1, 4)


@pytest.fixture
def table(tmp_path: Path) -> tuple[Path, np.ndarray]:
    counts = np.random.default_rng(1).poisson(6.0, (2, 300))
    counts[1, -1] = 30
    path = tmp_path / "series.csv"
    with path.open("w") as file:
        file.write("series,week,count\n")
        for name, row in zip("ab", counts, strict=True):
            file.writelines(
                f"{name},{MONDAY + dt.timedelta(weeks=n)},{count}\n" for n, count in enumerate(row)
            )
    return path, counts


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_exact_writes_the_contract(table, tmp_path, capsys):
    path, counts = table
    out = tmp_path / "out.csv"
    first = MONDAY + dt.timedelta(weeks=295)
    assert (
        main(["engine", "watch", str(path), "--out", str(out), "--from", str(first), "--json"]) == 0
    )
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["rows"] == 10
    assert out.read_text().splitlines()[0] == COLUMNS
    rows, found = rows_of(out), watch_counts(counts, first=295)
    assert [float(row["p2"]) for row in rows] == found.p2.ravel().tolist()
    assert [row["alarm"] for row in rows] == [str(int(a)) for a in found.alarm.ravel()]
    assert (rows[-1]["phase"], rows[0]["phase"]) == ("alert", "rust")
    assert rows[-1]["sentence"].startswith("30 this week; expected")
    assert "once in" in rows[-1]["sentence"]


def test_r_compatible_follows_the_settings_of_the_file(table, tmp_path):
    path, counts = table
    out, config = tmp_path / "out.csv", tmp_path / "c.toml"
    config.write_text(
        'b = 3\nno_periods = 10\nalpha = 0.01\nlimit = "nb-plugin"\nmin_count = [1, 2]\n'
    )
    words = ["engine", "watch", str(path), "--out", str(out), "--mode", "r-compatible"]
    assert main([*words, "--config", str(config)]) == 0
    settings = RSettings(b=3, no_periods=10, alpha=0.01, limit="nb-plugin", min_count=(1, 2))
    upper = watch_as_r(counts[0], settings).upper
    written = [float(row["upper"] or "nan") for row in rows_of(out)[:300]]
    np.testing.assert_array_equal(written, upper)


def test_months_are_known_by_their_first_day(tmp_path):
    path, out, config = (tmp_path / name for name in ("m.csv", "o.csv", "c.toml"))
    counts = np.random.default_rng(2).poisson(90.0, 80)
    days = [dt.date(2010 + n // 12, n % 12 + 1, 1) for n in range(80)]
    lines = (f"m,{day},{count}" for day, count in zip(days, counts, strict=True))
    path.write_text("series,week,count\n" + "\n".join(lines) + "\n")
    config.write_text("w = 1\n")
    words = ["engine", "watch", str(path), "--out", str(out), "--mode", "r-compatible"]
    assert main([*words, "--config", str(config)]) == 0
    expected = watch_as_r(counts, RSettings(w=1, frequency=12)).upper
    np.testing.assert_array_equal([float(r["upper"] or "nan") for r in rows_of(out)], expected)
    assert main(["engine", "watch", str(path), "--out", str(out)]) == 0
    own = WatchSettings(frequency=12, past_weeks_not_included=6)
    expected = watch_counts([counts], own, first=0).p1[0]
    np.testing.assert_array_equal([float(r["p1"] or "nan") for r in rows_of(out)], expected)


@pytest.mark.parametrize(
    ("text", "config", "told"),
    [
        ("series,week\na,2020-01-06\n", "", "lacks the column count"),
        ("series,week,count\na,6 January,3\n", "", "row 2"),
        ("series,week,count\na,2020-01-06,-3\n", "", "negative"),
        ("series,week,count\na,2020-01-06,3\na,2020-01-08,3\n", "", "same weekday"),
        ("series,week,count\na,2020-01-06,3\n", "alfa = 0.1\n", 'did you mean "alpha"'),
        ("series,week,count\na,2020-01-06,3\n", "alpha = 7\n", "between 0 and 1"),
    ],
)
def test_refusals_say_what_to_give(text, config, told, tmp_path, capsys):
    path, settings = tmp_path / "s.csv", tmp_path / "c.toml"
    path.write_text(text)
    settings.write_text(config)
    words = ["engine", "watch", str(path), "--out", str(tmp_path / "o.csv")]
    assert main([*words, "--config", str(settings)]) == 2
    assert told in capsys.readouterr().err


def test_a_phase_rises_by_alarms_in_a_row_and_falls_after_two_quiet_weeks():
    phase, quiet, phases = "rust", 0, []
    for alarm in (True, True, False, True, False, False, True, False, True):
        phase, quiet = next_phase(phase, quiet, alarm=alarm)
        phases.append(phase)
    assert phases == [
        "alert", "escalatie", "escalatie", "escalatie", "escalatie", "rust",
        "alert", "alert", "alert",
    ]  # fmt: skip


def test_how_rare_is_said_in_years_or_times_a_year():
    assert how_rare("en", 0.001) == "in quiet times this happens once in 19 years"
    assert how_rare("nl", 0.1) == "in rustige tijden gebeurt dit 5 keer per jaar"


def test_the_command_needs_no_django():
    code = (
        "import sys, importlib; importlib.import_module('baken.site.commands.engine_watch');"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
