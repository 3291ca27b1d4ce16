"""A plan as a workbook: what goes out comes in, and every mistake is told with place and remedy."""

import io
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from records.plans.test_structured_plans import WHOLE

from baken.foundation.intake.reading.workbooks import read_workbook
from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.models import AuditEntry
from baken.records.plans.models import PlanVersion
from baken.records.plans.selectors import plan
from baken.records.plans.services import take_in_plan
from baken.records.plans.workbook.cells import joined, parted
from baken.records.plans.workbook.columns import plan_sheets
from baken.records.plans.workbook.content import toml_text
from baken.records.plans.workbook.giving import plan_workbook
from baken.records.plans.workbook.mending import mended_workbook
from baken.records.plans.workbook.offered import OfferedPlan, offered_plan, take_in_offered
from baken.records.plans.workbook.taking import TakenWorkbook, taken_workbook
from baken.site import bundled
from baken.vocabulary.errors import UnusableInputError

AT = datetime(2026, 11, 27, tzinfo=UTC)
PLAN = {
    "plan": {
        "id": "amf_klein", "kind": "programme_budget_page", "title_nl": "Klein plan",
        "title_en": "Small plan", "municipality": "Amersfoort", "municipality_code": "GM0307",
        "period_start": 2027, "period_end": 2028, "sources": ["besluit.txt"],
    },
    "goal": [
        {
            "id": "g1", "title_nl": "Minder inbraken", "title_en": "Fewer burglaries",
            "level": "goal", "measurable": "no", "judgement_en": "no target",
            "source": "besluit.txt", "section": "Doelen", "line": 3,
        }
    ],
    "effort": [
        {
            "id": "e1", "number": 1, "title_nl": "Wonen", "title_en": "Homes", "goals": ["g1"],
            "source": "besluit.txt", "section": "Inzet", "line": 5,
        }
    ],
    "measure": [
        {
            "id": "m1", "parent": "e1", "title_nl": "=1+1; sloten", "title_en": "Locks",
            "kind": "prevention", "status": "new", "source": "besluit.txt", "section": "Inzet",
            "line": 6, "partners": ["politie"], "target_groups_nl": ["ouderen; 75+", "huurders"],
            "start": "2027-03", "capacity": {"value": 2, "unit": "fte"},
            "money": {"amount_given": False, "years_received": [2025, 2026]},
        }
    ],
}  # fmt: skip


def packed(folder: Path, tables: dict = PLAN, language: str = "nl") -> Path:
    path = folder / "plan.xlsx"
    path.write_bytes(plan_workbook(tables, language=language))
    return path


def changed(path: Path, sheet: str, cells: dict[str, object]) -> Path:
    """Change cells as somebody with a spreadsheet would."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)
    return path


def place_of(path: Path, sheet: str, name: str, row: int = 2) -> str:
    names = [cell.value for cell in openpyxl.load_workbook(path)[sheet][1]]
    return f"{openpyxl.utils.get_column_letter(names.index(name) + 1)}{row}"


def taken(path: Path) -> TakenWorkbook:
    return taken_workbook(read_workbook(path, most_rows=20_000))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", bundled.plan_files(), ids=lambda path: path.stem)
def test_a_bundled_plan_goes_out_as_workbook_and_comes_back_the_same(
    tmp_path: Path, path: Path, language: str
) -> None:
    came_in = tomllib.loads(path.read_text(encoding="utf-8"))
    back = taken(packed(tmp_path, came_in, language))
    assert (back.faults, back.tables) == ((), came_in)
    assert toml_text(back.tables) == toml_text(came_in)


@pytest.mark.parametrize("name", ["utr_ivp_2019_2022", "amf_2018"])
def test_file_database_workbook_database_file_is_the_same(
    db: None, tmp_path: Path, name: str
) -> None:
    before = plan(name)
    path = packed(tmp_path, before.tables)
    offered = offered_plan(path)
    assert (offered.faults, offered.changes, offered.is_same) == ((), (), True)
    assert not take_in_offered(offered, name="plan.xlsx", at=AT).is_new
    # As a plan of its own it is a new version, and goes out with the same bytes.
    text = toml_text(before.tables)
    PlanVersion.objects.filter(plan=name).delete()
    receipt = take_in_offered(offered_plan(path), name="plan.xlsx", at=AT)
    assert (receipt.is_new, receipt.version) == (True, 1)
    assert toml_text(plan(name).tables) == text


def test_a_small_plan_with_every_kind_of_cell_comes_back(tmp_path: Path) -> None:
    for language in ("nl", "en"):
        back = taken(packed(tmp_path, PLAN, language))
        assert (back.faults, back.tables) == ((), PLAN)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_roles_money_capacity_law_and_areas_come_back_from_their_sheets(
    tmp_path: Path, language: str
) -> None:
    came_in = tomllib.loads(WHOLE)
    back = taken(packed(tmp_path, came_in, language))
    assert back.faults == ()
    assert toml_text(back.tables) == toml_text(came_in)


def test_no_text_is_something_that_calculates(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(packed(tmp_path))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    place = place_of(tmp_path / "plan.xlsx", "Maatregelen", "Titel *")
    assert book["Maatregelen"][place].value == "=1+1; sloten"
    assert book["Maatregelen"][place].number_format == "@"


def test_an_empty_template_has_the_sheets_the_words_and_the_help(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(packed(tmp_path, {}))
    assert book.sheetnames[:3] == ["Lees mij", "Plan", "Doelen"]
    assert {"Maatregelen", "Gebieden", "Verplichtingen", "Keuzelijsten"} <= set(book.sheetnames)
    lists = [v for v in book["Maatregelen"].data_validations.dataValidation if v.type == "list"]
    named = {str(each.sqref).split(":")[0] for each in lists}
    assert place_of(tmp_path / "plan.xlsx", "Maatregelen", "Soort *") in named
    words = [cell.value for column in book["Keuzelijsten"].columns for cell in column]
    assert {"preventie", "bestuurlijk instrument", "ja"} <= set(words)
    (fault,) = taken(tmp_path / "plan.xlsx").faults
    assert fault.reason == "no-plan-row"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_names_of_columns_are_told_apart_on_every_sheet(language: str) -> None:
    for sheet in plan_sheets().values():
        names = [column.name(sheet.table, language) for column in sheet.columns]
        assert len(names) == len({name.casefold() for name in names}), sheet.table


# sheet, column, what is typed, the mistake, and what its Dutch words say.
MISTAKES = [
    ("Maatregelen", "Soort *", "preventi", "unknown-word", 'bedoelde u "preventie"?'),
    ("Maatregelen", "Onder *", "e9", "points-nowhere", '"e9" staat nergens'),
    ("Maatregelen", "Organisaties", "politei", "points-nowhere", 'bedoelde u "politie"?'),
    ("Maatregelen", "Titel *", "", "value-missing", "Hier moet iets staan"),
    ("Maatregelen", "Alinea", "zes", "no-whole-number", '"zes" is geen geheel getal'),
    ("Maatregelen", "Geld in de tekst: bedrag genoemd", "misschien", "no-yes-or-no", "ja of nee"),
    ("Maatregelen", "Capaciteit: eenheid", "", "value-missing", "Capaciteit: eenheid"),
    ("Maatregelen", "Doelgroepen", 'a; "b', "broken-list", "niet te lezen"),
    ("Maatregelen", "Id *", "g1", "id-twice", "staat ook bij goal 1"),
    ("Inspanningen", "Onder doelen", "g7; g1", "points-nowhere", '"g7" staat nergens'),
    ("Doelen", "Indicatoren", "amf_niets", "points-nowhere", '"amf_niets" staat nergens'),
]


@pytest.mark.parametrize(("sheet", "name", "typed", "reason", "said"), MISTAKES)
def test_a_mistake_is_told_with_sheet_row_column_value_and_remedy(
    tmp_path: Path, sheet: str, name: str, typed: str, reason: str, said: str
) -> None:
    path = packed(tmp_path)
    given = name if name != "Alinea" else _starred(path, sheet, name)
    changed(path, sheet, {place_of(path, sheet, given): typed})
    (fault,) = taken(path).faults
    assert (fault.sheet, fault.row, fault.reason) == (sheet, 2, reason)
    assert fault.column.rstrip(" *") == name.rstrip(" *")
    assert said in fault.line("nl")
    assert fault.remedy_nl
    assert fault.remedy_en


def _starred(path: Path, sheet: str, name: str) -> str:
    names = [str(cell.value) for cell in openpyxl.load_workbook(path)[sheet][1]]
    return next(each for each in names if each.rstrip(" *") == name)


def test_all_mistakes_are_told_at_once_and_nothing_is_kept(db: None, tmp_path: Path) -> None:
    path = packed(tmp_path)
    for sheet, name, typed, _, _ in MISTAKES[:3]:
        changed(path, sheet, {place_of(path, sheet, name): typed})
    offered = offered_plan(path)
    assert len(offered.faults) == 3
    with pytest.raises(UnusableInputError):
        take_in_offered(offered, name="plan.xlsx", at=AT)
    assert plan("amf_klein") is None


def test_an_unknown_sheet_or_column_gets_a_suggestion_and_own_work_is_left_alone(
    tmp_path: Path,
) -> None:
    path = packed(tmp_path)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Matregelen")["A1"] = "Titel"
    book.create_sheet("#kladblok")["A1"] = "van mij"
    width = book["Doelen"].max_column
    book["Doelen"].cell(1, width + 1).value = "Titl"
    book["Doelen"].cell(1, width + 2).value = "# van mij"
    book["Doelen"].cell(2, width + 2).value = "nog navragen"
    book.save(path)
    faults = {each.reason: each for each in taken(path).faults}
    assert set(faults) == {"unknown-sheet", "unknown-column"}
    assert 'bedoelde u "Maatregelen"?' in faults["unknown-sheet"].remedy_nl
    assert 'did you mean "Title' in faults["unknown-column"].remedy_en
    assert 'bedoelde u "Titel"?' in faults["unknown-column"].remedy_nl


def test_names_in_dutch_or_english_or_of_the_file_are_understood(tmp_path: Path) -> None:
    path = packed(tmp_path)
    sheet = "Maatregelen"
    cells = {
        place_of(path, sheet, "Soort *", 1): "kind",
        place_of(path, sheet, "Stand in de tekst *", 1): "status in the TEXT",
        place_of(path, sheet, "Organisaties"): "Politie",
        place_of(path, sheet, "Soort *"): "Prevention",
    }
    assert taken(changed(path, sheet, cells)) == TakenWorkbook(PLAN, ())


def test_the_refused_workbook_comes_back_with_reasons_and_can_be_mended(
    db: None, tmp_path: Path
) -> None:
    path = packed(tmp_path)
    changed(path, "Maatregelen", {place_of(path, "Maatregelen", "Soort *"): "preventi"})
    offered = offered_plan(path)
    again = tmp_path / "hersteld.xlsx"
    again.write_bytes(mended_workbook(offered.sheets, offered.faults, language="nl"))
    book = openpyxl.load_workbook(again)
    assert book.sheetnames[0] == "Wat niet klopt"
    assert book["Wat niet klopt"]["E2"].value == '"preventi" staat niet in de keuzelijst.'
    assert "preventi" in book["Maatregelen"]["A2"].value
    assert offered_plan(again).faults == offered.faults
    changed(again, "Maatregelen", {place_of(again, "Maatregelen", "Soort *"): "preventie"})
    mended = offered_plan(again)
    assert (mended.faults, mended.tables) == ((), PLAN)
    assert take_in_offered(mended, name="hersteld.xlsx", at=AT).is_new


def test_what_would_change_is_told_before_and_the_same_again_changes_nothing(
    db: None, tmp_path: Path
) -> None:
    take_in_plan(toml_text(PLAN).encode(), name="plan.toml", at=AT)
    path = packed(tmp_path)
    assert offered_plan(path).is_same
    place = place_of(path, "Maatregelen", "Titel *")
    offered = offered_plan(changed(path, "Maatregelen", {place: "Betere sloten"}))
    (change,) = offered.changes
    assert (change.table, change.changed[0].fields) == ("measure", ("title_nl",))
    assert (offered.version, offered.is_same) == (1, False)
    receipt = take_in_offered(offered, name="plan.xlsx", at=AT)
    assert (receipt.is_new, receipt.version) == (True, 2)
    again = offered_plan(path)
    assert again.is_same
    assert not take_in_offered(again, name="plan.xlsx", at=AT).is_new
    with every_municipality():
        assert AuditEntry.objects.filter(subject="plan amf_klein").count() == 2


def test_a_plan_of_another_municipality_or_of_wishes_is_refused(db: None, tmp_path: Path) -> None:
    elsewhere = PLAN | {"plan": PLAN["plan"] | {"municipality_code": "GM0363"}}
    (fault,) = _offered(tmp_path, elsewhere).faults
    assert (fault.reason, fault.value) == ("other-municipality", "GM0363")
    (fault,) = _offered(tmp_path, PLAN, frozenset({"GM0344"})).faults
    assert fault.value == "GM0307"
    wishes = PLAN | {"plan": PLAN["plan"] | {"kind": "election_programme"}}
    assert [each.reason for each in _offered(tmp_path, wishes).faults] == ["other-kind"]


def _offered(folder: Path, tables: dict, known: frozenset[str] | None = None) -> OfferedPlan:
    return offered_plan(packed(folder, tables), municipalities=known)


def test_what_is_no_workbook_or_would_burst_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("id;titel\n1;a\n")
    with pytest.raises(UnusableInputError, match="is no workbook"):
        read_workbook(path, most_rows=10)
    sound = packed(tmp_path)
    with pytest.raises(UnusableInputError, match="more than 10 rows"):
        read_workbook(sound, most_rows=10)
    burst = io.BytesIO()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(burst, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
        new.writestr("xl/worksheets/sheet99.xml", b" " * 60_000_000)
    path.write_bytes(burst.getvalue())
    with pytest.raises(UnusableInputError, match="would unpack to"):
        read_workbook(path, most_rows=10_000)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a; b ;c", ["a", "b", "c"]),
        ("a;;", ["a"]),
        ("a\nb", ["a", "b"]),
        ('"a; b"; c', ["a; b", "c"]),
        ("5' buis", ["5' buis"]),
    ],
)
def test_a_list_is_parted_by_semicolons_and_lines(text: str, items: list[str]) -> None:
    assert parted(text) == items
    assert parted(joined(items)) == items
