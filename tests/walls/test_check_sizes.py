"""What tools/check_sizes.py refuses, one planted case each; and that the house passes."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SRC = "src/baken"
LONG_FUNCTION = "def planted():\n" + "    pass\n" * 60
# Written in two halves, so that this file is not caught itself.
LATER = "TO" + "DO"
SILENT = "# no" + "qa"
IGNORED = "# type: " + "ignore"

# what is planted -> (path, text, what the tool says after the path)
CASES = {
    "a function of 61 lines": (
        f"{SRC}/flows/planted.py",
        LONG_FUNCTION,
        ":1: planted has 61 lines",
    ),
    "a file of 401 lines": (f"{SRC}/flows/planted.py", "A = 1\n" * 401, ":401: 401 lines"),
    "a stylesheet of 401 lines": (
        f"{SRC}/site/static/baken/planted.css",
        "a { color: red }\n" * 401,
        ":401: 401 lines",
    ),
    "a module called utils": (f"{SRC}/flows/utils.py", "", ':1: "utils" names no concept'),
    "a room called helpers": (f"{SRC}/helpers/areas.py", "", ':1: "helpers" names no concept'),
    "a module called date_utils": (f"{SRC}/flows/date_utils.py", "", ':1: "date_utils" names no'),
    "a test called common": ("tests/flows/common.py", "", ':1: "common" names no concept'),
    "a silenced check without codes": (
        f"{SRC}/flows/planted.py",
        f"import os  {SILENT}\n",
        ":1: noqa without its codes and a reason",
    ),
    "a silenced check without a reason": (
        f"{SRC}/flows/planted.py",
        f"A = 1\nimport os  {SILENT}: F401\n",
        ":2: noqa without its codes and a reason",
    ),
    "a silenced type without a reason": (
        f"{SRC}/flows/planted.py",
        f"A = 1  {IGNORED}[arg-type]\n",
        ":1: type: ignore without its codes and a reason",
    ),
    "the environment read": (
        f"{SRC}/flows/planted.py",
        'import os\n\nHOME = os.environ["BAKEN_HOME"]\n',
        ":3: the environment is used",
    ),
    "the environment read by getenv": (
        f"{SRC}/site/planted.py",
        'import os\n\nHOME = os.getenv("BAKEN_HOME")\n',
        ":3: the environment is used",
    ),
    "the environment imported by name": (
        f"{SRC}/site/planted.py",
        "from os import environ\n",
        ":1: the environment is used",
    ),
    "a second use where one is listed": (
        f"{SRC}/site/postgres/location.py",
        'import os\n\nos.environ["A"] = "a"\nHOME = os.environ["BAKEN_HOME"]\n',
        ":4: the environment is used",
    ),
    "a listed use that is gone": (
        f"{SRC}/site/postgres/location.py",
        "import os\n",
        ":1: it no longer uses the environment",
    ),
    "something left for later": (f"{SRC}/flows/planted.py", f"# {LATER}: later\n", f":1: {LATER}"),
    "something left for later in a page": ("docs/planted.md", f"\n{LATER}\n", f":2: {LATER}"),
    "an engine that asks the clock": (
        f"{SRC}/engines/planted.py",
        "from datetime import UTC, datetime\n\n\ndef planted():\n    return datetime.now(UTC)\n",
        ":5: it asks the clock (now)",
    ),
    "a script in a template": (
        f"{SRC}/desks/planted/templates/planted.html",
        "<p>\n<script>alert(1)</script>\n",
        ":2: inline <script>",
    ),
    "a style block in a template": (
        f"{SRC}/site/templates/planted.html",
        "<style>p { color: red }</style>",
        ":1: inline <style>",
    ),
    "a style attribute in a template": (
        f"{SRC}/site/templates/planted.html",
        '{% if a > b %}\n\n<p {% if x %}class="a"{% endif %}\n   style="color: red">\n',
        ":3: attribute style=",
    ),
    "a handler in a template": (
        f"{SRC}/site/templates/planted.html",
        '<button onclick="x()">',
        ":1: attribute onclick=",
    ),
    "a script address in a template": (
        f"{SRC}/site/templates/planted.html",
        '<a href="javascript:x()">',
        ":1: javascript: address in href=",
    ),
}

FINE = {
    f"{SRC}/flows/planted.py": "def planted():\n" + "    pass\n" * 59,
    f"{SRC}/site/environment.py": 'import os\n\nA = os.environ["A"]\nB = os.getenv("B")\n',
    f"{SRC}/site/postgres/location.py": 'import os\n\nos.environ.setdefault("A", "a")\n',
    f"{SRC}/desks/views.py": f"import os  {SILENT}: F401 - a good reason\nrequest.environ\n",
    f"{SRC}/desks/text.py": f'TEXT = "{SILENT}"\n',
    f"{SRC}/site/templates/fine.html": '<script src="/a.js" defer></script>\n<p class="{{ a }}">\n',
    f"{SRC}/site/static/vendor/big.js": "a\n" * 500,
    f"{SRC}/records/remarks/migrations/0001_initial.py": "A = 1\n" * 500,
}


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the tool on a tree."""
    tool = REPOSITORY / "tools" / "check_sizes.py"
    return subprocess.run(
        [sys.executable, str(tool), str(root)], capture_output=True, text=True, check=False
    )


def plant(root: Path, path: str, text: str) -> None:
    """Write one file of the planted tree."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_planted_fault_is_the_one_that_is_reported(tmp_path: Path, case: str) -> None:
    path, text, said = CASES[case]
    plant(tmp_path, path, text)
    answer = check(tmp_path)
    assert answer.returncode == 1, answer.stderr
    fault, summary = answer.stdout.splitlines()
    assert fault.startswith(f"{path}{said}")
    assert "; " in fault, "a fault names its remedy"
    assert summary == "check_sizes: 1 fault(s)"


def test_what_is_fine_passes(tmp_path: Path) -> None:
    for path, text in FINE.items():
        plant(tmp_path, path, text)
    answer = check(tmp_path)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_house_passes() -> None:
    answer = check(REPOSITORY)
    assert answer.returncode == 0, answer.stdout + answer.stderr
