"""What tools/audit_lock.py refuses, one planted case each; and that our locks are whole."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
HASH = f"--hash=sha256:{'0a' * 32}"
WHOLE = f"alpha==1.0 \\\n    {HASH} \\\n    {HASH}\n    # via -r run.in\n"
MARKED = f"beta==2.0 ; sys_platform == 'win32' \\\n    {HASH}\n"

# what is planted -> (the lock, what the tool says)
CASES = {
    "a pin without a hash": (f"{WHOLE}gamma==3.0\n", "run.txt:5: gamma has no sha256 hash"),
    "a pin with half a hash": (
        f"{WHOLE}gamma==3.0 \\\n    --hash=sha256:0a0a\n",
        "run.txt:5: gamma has no sha256 hash",
    ),
    "a hash that belongs to the next pin": (
        f"{WHOLE}gamma==3.0\n{MARKED}",
        "run.txt:5: gamma has no sha256 hash",
    ),
    "a version that is not exact": (f"{WHOLE}gamma>=3 \\\n    {HASH}\n", "is no exact pin"),
    "an index": (
        f"--index-url https://example.org/simple\n{WHOLE}",
        "run.txt:1: an address or index",
    ),
    "an index written short": (f"-i example\n{WHOLE}", "run.txt:1: an address or index"),
    "a folder to search": (f"--find-links wheels\n{WHOLE}", "run.txt:1: an address or index"),
    "a direct address": (
        f"{WHOLE}gamma @ https://example.org/gamma.whl \\\n    {HASH}\n",
        "run.txt:5: an address or index",
    ),
    "an address in a remark": (
        f"# from https://example.org\n{WHOLE}",
        "run.txt:1: an address or index",
    ),
    "a package that was asked for and not locked": (MARKED, "Alpha is asked for in run.in"),
}


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the tool on a folder of locks."""
    tool = REPOSITORY / "tools" / "audit_lock.py"
    return subprocess.run(
        [sys.executable, str(tool), str(folder)], capture_output=True, text=True, check=False
    )


def write(folder: Path, lock: str) -> Path:
    """Write a lock and what was asked for."""
    (folder / "run.in").write_text("# what we run on\nAlpha>=1\n", encoding="utf-8")
    (folder / "run.txt").write_text(lock, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", CASES)
def test_a_planted_fault_is_reported(tmp_path: Path, case: str) -> None:
    lock, said = CASES[case]
    answer = audit(write(tmp_path, lock))
    assert answer.returncode == 1, answer.stderr
    assert said in answer.stdout
    assert "make lock" in answer.stdout


def test_a_whole_lock_passes(tmp_path: Path) -> None:
    answer = audit(write(tmp_path, WHOLE + MARKED))
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_a_folder_without_locks_is_a_fault(tmp_path: Path) -> None:
    assert audit(tmp_path).returncode == 1


def test_our_locks_are_whole() -> None:
    answer = audit(REPOSITORY / "requirements")
    assert answer.returncode == 0, answer.stdout
    assert "2 are whole" in answer.stdout
