"""The fuzz of all inputs, long: ten thousand requests on every route, as everybody."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_ten_thousand_inputs_are_no_fault() -> None:
    number = os.environ.get("BAKEN_SOAK_FUZZ", "10000")
    words = [sys.executable, "-m", "pytest", "-q", "tests/desks/access/test_fuzzed_inputs.py"]
    done = subprocess.run(
        words, cwd=ROOT, env=os.environ | {"BAKEN_SOAK_FUZZ": number}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
