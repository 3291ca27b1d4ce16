"""The open API asked by its own description, long: a thousand cases an operation, new ones."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FUZZ = "tests/desks/api/test_fuzzed_by_the_description.py"


def test_a_thousand_cases_an_operation_are_answered_as_described() -> None:
    number = os.environ.get("BAKEN_SOAK_API", "1000")
    words = [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=searching", FUZZ]
    done = subprocess.run(
        words, cwd=ROOT, env=os.environ | {"BAKEN_SOAK_API": number}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
