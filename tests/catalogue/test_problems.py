"""Every message that intake raises is known, and is told in Dutch without any English left."""

import ast
import re
from pathlib import Path

import pytest

from baken.catalogue.problems import PROBLEMS, known_problem

SOURCE = Path(__file__).parents[2] / "src" / "baken"
ROOMS = ("foundation/intake", "foundation/stewardship/person_columns.py", "flows")
# Words of English sentences that no Dutch sentence has.
ENGLISH = re.compile(
    r"\b(the|and|is not|deliver|again|cannot|with|holds|has|file|row|rows|column|choose|read)\b"
)
NAMED = re.compile(r"\{(\w+)\}")


def text_of(node: ast.expr) -> str | None:
    """Return the text of a message with 7 wherever something is filled in; None when unknown."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.FormattedValue):
        return "7"
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "" for part in node.values)
    return None


def raised() -> list[tuple[str, str]]:
    found = []
    for room in ROOMS:
        place = SOURCE / room
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(getattr(node, "func", None), "id", "")
                if isinstance(node, ast.Call) and name == "UnusableInputError" and node.args:
                    text = text_of(node.args[0])
                    if text:
                        found.append((f"{path.name}:{node.lineno}", text))
    return found


# The end of these is a sentence made elsewhere; the corpus of bad files tests them whole.
MADE_ELSEWHERE = {'"7" 7', '"7" is 7; 7', '"7", row 1: 7', "7, the header: 7"}


def test_every_message_that_intake_raises_has_its_dutch() -> None:
    messages = raised()
    assert len(messages) > 50
    for where, text in messages:
        # Flows about figures and charts speak to commands and are read by no steward.
        if "flows" in where or text in MADE_ELSEWHERE:
            continue
        if where.split(":")[0] in {"explain_figure.py", "carry_series.py"}:
            continue
        told = text.replace("7:", '"7", row 7:', 1) if text.startswith("7:") else text
        told = told.replace("or, 7", "or, x")
        again = "deliver the .shp with its .shx, .dbf and .prj beside it, or all four in one zip"
        known = known_problem(told) or known_problem(re.sub(r"7$", again, told))
        assert known, f"{where}: no problem in catalogue/problems says: {text}"


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_a_problem_is_found_by_its_message_and_told_in_dutch(problem) -> None:
    names = NAMED.findall(problem.message)
    given = {name: f"«{name}»" for name in names}
    found = known_problem(problem.message.format(**given))
    assert found
    assert found[0].id == problem.id
    assert found[1] == given
    dutch = re.sub("«.*?»", "", found[0].told(given, "nl"))
    assert not ENGLISH.search(dutch), dutch
    assert "docs/" not in found[0].told(given, "en")
    assert "baken " not in found[0].told(given, "en")


def test_persons_columns_and_numbers_are_told_in_dutch() -> None:
    message = (
        '"a.csv" holds personal data and was not taken in; nothing of it was kept: column "x" '
        "(e-mail address, 90% of its cells); column 2 (telephone number, by its name). Leave these "
        "columns out and deliver again, or ask for an exception with a purpose and a basis "
        "(docs/how-to/person-columns.md)"
    )
    problem, parameters = known_problem(message)
    told = problem.told(parameters, "nl")
    assert told.startswith('"a.csv" bevat persoonsgegevens')
    assert 'kolom "x" (e-mailadres, 90% van de cellen); kolom 2 (' in told
    large = '"a.csv" has more than 5,000,000 rows; deliver it in parts'
    problem, parameters = known_problem(large)
    assert "5.000.000" in problem.told(parameters, "nl")
