"""Every wall is proved by a violation: planted in a copy of the house, caught under its name."""

import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

SRC = "src/baken"
ROOMS = "Rooms: imports point down"
RECORDS = "Records do not know each other"
PURE = "Engines are pure: arrays, geometry and the standard library"
DOOR = "Counts as delivered are read by the door only"
RECORD_MODELS = "Models of a record stay inside the record"
FOUNDATION_MODELS = "Models of foundation serve foundation, and the foreign keys of records"
NEVER = "Briefing, forecasts and deployment never reach casework or networks"
WALL = "The person wall: only rooms named as inside reach the vault"

# what is planted -> (the files, the contracts that break: these and no others)
VIOLATIONS: dict[str, tuple[dict[str, str], set[str]]] = {
    "a record imports a desk": (
        {
            f"{SRC}/desks/planted.py": "",
            f"{SRC}/records/planted/rules.py": "import baken.desks.planted",
        },
        {ROOMS},
    ),
    "the vocabulary imports the catalogue": (
        {f"{SRC}/vocabulary/planted.py": "import baken.catalogue.reader"},
        {ROOMS},
    ),
    "an engine imports the catalogue beside it": (
        {f"{SRC}/engines/planted/core.py": "import baken.catalogue.reader"},
        {ROOMS},
    ),
    "a room that nobody gave a place": ({f"{SRC}/planted/words.py": ""}, {ROOMS}),
    "places imports partners above it": (
        {f"{SRC}/foundation/places/planted.py": "import baken.foundation.partners.scope"},
        {"Foundation: intake > jobs > stewardship > partners > places | paper"},
    ),
    "a foundation that nobody gave a place": (
        {f"{SRC}/foundation/planted/facts.py": ""},
        {"Foundation: intake > jobs > stewardship > partners > places | paper"},
    ),
    "a subject of the catalogue imports another": (
        {f"{SRC}/catalogue/years/planted.py": "import baken.catalogue.sources.entries"},
        {"Catalogue: subjects do not know each other, the reader knows none"},
    ),
    "a record imports a record": (
        {f"{SRC}/records/remarks/planted.py": "import baken.records.indicators.facts"},
        {RECORDS},
    ),
    "a desk imports a desk": (
        {f"{SRC}/desks/planted/views.py": "import baken.desks.other", f"{SRC}/desks/other.py": ""},
        {"Desks do not know each other"},
    ),
    "a flow imports a flow": (
        {f"{SRC}/flows/planted.py": "import baken.flows.other", f"{SRC}/flows/other.py": ""},
        {"Flows do not know each other"},
    ),
    "a desk reads counts as delivered": (
        {f"{SRC}/desks/planted.py": "import baken.records.indicators.raw_counts"},
        {DOOR},
    ),
    "a flow beside the door reads counts as delivered": (
        {f"{SRC}/flows/planted.py": "from baken.records.indicators import raw_counts"},
        {DOOR},
    ),
    "a flow beside the door decides what is published": (
        {f"{SRC}/flows/planted.py": "import baken.records.publications.services"},
        {"What is published is decided by the door only"},
    ),
    "an engine imports an engine": (
        {f"{SRC}/engines/geometry/planted.py": "import baken.engines.rates.intervals"},
        {"Engines do not know each other"},
    ),
    "an engine uses Django": ({f"{SRC}/engines/rates/planted.py": "import django"}, {PURE}),
    "an engine uses the database": ({f"{SRC}/engines/rates/planted.py": "import psycopg"}, {PURE}),
    "an engine uses a package nobody thought of": (
        {f"{SRC}/engines/rates/planted.py": "from pygments.lexers import get_lexer_by_name"},
        {PURE},
    ),
    "the vocabulary uses arrays": (
        {f"{SRC}/vocabulary/planted.py": "import numpy as np"},
        {"Vocabulary and catalogue are pure: the standard library only"},
    ),
    "the catalogue uses structlog": (
        {f"{SRC}/catalogue/years/planted.py": "import structlog"},
        {"Vocabulary and catalogue are pure: the standard library only"},
    ),
    "an engine asks the clock": (
        {f"{SRC}/engines/rates/planted.py": "import time"},
        {"Engines and words have no clock, no global randomness, no network"},
    ),
    "an engine draws from the global generator": (
        {f"{SRC}/engines/rates/planted.py": "from random import random"},
        {"Engines and words have no clock, no global randomness, no network"},
    ),
    "a fact knows Django": (
        {f"{SRC}/records/planted/facts.py": "from django.db import models"},
        {"Facts and rules are plain: no Django, no database"},
    ),
    "a rule knows the database": (
        {f"{SRC}/records/planted/rules.py": "import psycopg"},
        {"Facts and rules are plain: no Django, no database"},
    ),
    "a flow imports the models of a record": (
        {f"{SRC}/flows/planted.py": "from baken.records.remarks import models"},
        {RECORD_MODELS},
    ),
    "site imports the models of a record": (
        {f"{SRC}/site/planted.py": "from baken.records.remarks.models import Remark"},
        {RECORD_MODELS},
    ),
    "a record imports the models of another": (
        {f"{SRC}/records/planted/services.py": "import baken.records.remarks.models"},
        {RECORDS},
    ),
    "a record's service imports the models of foundation": (
        {f"{SRC}/records/planted/services.py": "from baken.foundation.partners import models"},
        {FOUNDATION_MODELS},
    ),
    "a desk imports the models of foundation": (
        {f"{SRC}/desks/planted.py": "from baken.foundation.places import models"},
        {FOUNDATION_MODELS},
    ),
    "site imports the models of foundation": (
        {f"{SRC}/site/planted.py": "from baken.foundation.partners.models import Person"},
        {FOUNDATION_MODELS},
    ),
    "the briefing's desk reads casework": (
        {
            f"{SRC}/records/casework/selectors.py": "",
            f"{SRC}/desks/briefing/views.py": "import baken.records.casework.selectors",
        },
        {NEVER, WALL},
    ),
    "forecasts reach networks by way of a room with another name": (
        {
            f"{SRC}/records/networks/selectors.py": "",
            f"{SRC}/flows/ties.py": "import baken.records.networks.selectors",
            f"{SRC}/desks/forecasts/views.py": "import baken.flows.ties",
        },
        {NEVER, WALL},
    ),
    "the command of the deployment reads casework": (
        {
            f"{SRC}/records/casework/selectors.py": "",
            f"{SRC}/site/commands/deployment.py": "import baken.records.casework.selectors",
        },
        {NEVER},
    ),
    "the briefing goes through a flow that may": (
        {
            f"{SRC}/records/casework/services.py": "",
            f"{SRC}/flows/case_erasure.py": "import baken.records.casework.services",
            f"{SRC}/desks/briefing.py": "import baken.flows.case_erasure",
        },
        {NEVER, WALL},
    ),
    "a briefing hides inside the vault": (
        {f"{SRC}/records/casework/briefing.py": ""},
        {NEVER},
    ),
    "a flow with any other name reads casework": (
        {
            f"{SRC}/records/casework/selectors.py": "",
            f"{SRC}/flows/morning.py": "import baken.records.casework.selectors",
        },
        {WALL},
    ),
}


def contracts() -> list[dict]:
    """Return the contracts of pyproject.toml."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


def verdicts(output: str) -> dict[str, str]:
    """Return KEPT or BROKEN per contract, as the linter wrote it."""
    return dict(re.findall(r"^(.+) (KEPT|BROKEN)$", output, flags=re.MULTILINE))


def test_every_wall_stands_in_the_house_as_it_is(clean_copy) -> None:
    answer = clean_copy.run("lint-imports", "--no-logo")
    assert answer.returncode == 0, answer.stdout
    assert verdicts(answer.stdout) == {contract["name"]: "KEPT" for contract in contracts()}


@pytest.mark.parametrize("planted", VIOLATIONS)
def test_a_planted_import_breaks_exactly_its_contract(house, planted: str) -> None:
    files, expected = VIOLATIONS[planted]
    answer = house.plant(files).run("lint-imports", "--no-logo")
    assert answer.returncode == 1, answer.stdout + answer.stderr
    broken = {name for name, verdict in verdicts(answer.stdout).items() if verdict == "BROKEN"}
    assert broken == expected, answer.stdout


def test_what_works_inside_the_vault_may_reach_it(house) -> None:
    files = {
        f"{SRC}/records/casework/services.py": "",
        f"{SRC}/flows/case_erasure.py": "import baken.records.casework.services",
        f"{SRC}/desks/case_table/views.py": "import baken.flows.case_erasure",
    }
    answer = house.plant(files).run("lint-imports", "--no-logo")
    assert answer.returncode == 0, answer.stdout


def test_the_briefing_cannot_be_named_as_inside(house) -> None:
    files, _ = VIOLATIONS["the briefing's desk reads casework"]
    settings = (house.root / "pyproject.toml").read_text(encoding="utf-8")
    opened = settings.replace("inside = [", 'inside = ["baken.desks.briefing", ')
    answer = house.plant({**files, "pyproject.toml": opened}).run("lint-imports", "--no-logo")
    assert answer.returncode == 1
    assert verdicts(answer.stdout)[NEVER] == "BROKEN"
    assert verdicts(answer.stdout)[WALL] == "KEPT"


def test_every_contract_has_a_planted_violation() -> None:
    proved = set().union(*(expected for _, expected in VIOLATIONS.values()))
    assert {contract["name"] for contract in contracts()} == proved


def test_no_contract_is_silenced() -> None:
    silent = {"exhaustive_ignores", "ignore_imports", "unmatched_ignore_imports_alerting"}
    assert [contract["id"] for contract in contracts() if silent & set(contract)] == []


# --- ruff, mypy and the sizes: what is written in one file ---

STEPS = "\n".join(f"    total += {number}" for number in range(31))
BRANCHES = "\n".join(f"    if total == {number}:\n        total += 1" for number in range(9))

# rule -> one file that breaks it and nothing else
RUFF_VIOLATIONS = {
    "C901": f'def planted(total: int) -> int:\n    """Add."""\n{BRANCHES}\n    return total\n',
    "PLR0915": f'def planted(total: int) -> int:\n    """Add."""\n{STEPS}\n    return total\n',
    "PLC0415": 'def planted() -> str:\n    """Say."""\n    import os\n\n    return os.sep\n',
    "FBT001": 'def planted(loud: bool) -> bool:\n    """Say."""\n    return not loud\n',
    "FBT003": 'def planted() -> int:\n    """Say."""\n    return sorted([1], True)\n',
    "D103": "def planted() -> int:\n    return 1\n",
    "D101": "class Planted:\n    size = 1\n",
    "NPY002": 'import numpy as np\n\n\ndef planted() -> float:\n    """Draw."""\n'
    "    return float(np.random.rand())\n",
    "DTZ005": "from datetime import datetime\n\n\ndef planted() -> datetime:\n"
    '    """Tell."""\n    return datetime.now()\n',
    "TID251": "import importlib\n\n\ndef planted() -> object:\n"
    '    """Load."""\n    return importlib.import_module("baken.desks")\n',
    "TID252": "from . import rates\n\n__all__ = ('rates',)\n".replace("'", '"'),
    "PGH004": "import os  # noqa\n",
    "T201": 'def planted() -> None:\n    """Say."""\n    print(1)\n',
    "SLF001": "import pathlib\n\nplanted = pathlib.Path()._raw_paths\n",
    "BLE001": 'def planted() -> int:\n    """Try."""\n    try:\n        return int("1")\n'
    "    except Exception:\n        return 0\n",
}


def ruff_codes(bare_house) -> list[str]:
    """Return the codes that ruff finds in the planted file."""
    planted = f"{SRC}/engines/planted.py"
    answer = bare_house.run("ruff", "check", "--no-cache", "--output-format", "concise", planted)
    return re.findall(r"^\S+:\d+:\d+: ([A-Z]+\d+) ", answer.stdout, flags=re.MULTILINE)


@pytest.mark.parametrize("code", RUFF_VIOLATIONS)
def test_ruff_catches_a_planted_fault(bare_house, code: str) -> None:
    bare_house.plant({f"{SRC}/engines/planted.py": f'"""Planted."""\n\n{RUFF_VIOLATIONS[code]}'})
    assert set(ruff_codes(bare_house)) == {code}


def test_ruff_lets_a_clean_file_pass(bare_house) -> None:
    bare_house.plant({f"{SRC}/engines/planted.py": '"""Planted."""\n\nPLANTED = 1\n'})
    assert ruff_codes(bare_house) == []


def test_mypy_is_strict_in_vocabulary_engines_and_catalogue(bare_house) -> None:
    untyped = '"""Planted."""\n\n\ndef planted(number):\n    """Return it."""\n    return number\n'
    typed = "PLANTED: int = 1\n"
    rooms = ("vocabulary", "engines", "catalogue")
    bare_house.plant({f"{SRC}/{room}/clean.py": typed for room in rooms})
    assert bare_house.run("mypy").returncode == 0
    answer = bare_house.plant({f"{SRC}/{room}/planted.py": untyped for room in rooms}).run("mypy")
    assert answer.returncode == 1, answer.stdout + answer.stderr
    found = re.findall(
        r"^src/baken/(\w+)/planted.py:4: error: .*\[no-untyped-def\]", answer.stdout, re.MULTILINE
    )
    assert sorted(found) == sorted(rooms)


def test_a_file_that_is_too_long_is_caught(bare_house) -> None:
    lines = '"""Planted."""\n' + "PLANTED = 1\n" * 400
    answer = bare_house.plant({f"{SRC}/engines/planted.py": lines}).run(
        "python", str(REPOSITORY / "tools" / "check_sizes.py"), "."
    )
    assert answer.returncode == 1
    assert f"{SRC}/engines/planted.py:401: 401 lines, the limit is 400" in answer.stdout
