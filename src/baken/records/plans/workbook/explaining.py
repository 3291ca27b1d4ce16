"""The sheet that explains a workbook of a plan: what is on each sheet, and how to fill it in."""

from collections.abc import Iterable

from baken.catalogue.plan_sheets import SHEET_TABLES
from baken.engines.spreadsheet import Cell, Sheet, SheetColumn
from baken.records.plans.workbook.columns import PlanSheet, table_name

_RULES = {
    "nl": (
        "Een blad per onderdeel van het plan; een rij per doel, maatregel of afspraak.",
        "Een kolom met een * moet ingevuld zijn. Wat het plan niet zegt, laat u leeg.",
        "Staan er meer dingen in een cel, zet er dan een ; tussen.",
        "Datums schrijft u als 2027, 2027-03 of 2027-03-31.",
        "Verwijs naar een rij met haar id: een maatregel staat onder de id van een kop.",
        "Organisaties en verschijnselen schrijft u met de id of de naam van het blad met die naam.",
        "Een blad of kolom waarvan de naam met # begint is eigen werk; Baken leest het niet.",
        "Baken neemt het plan in zijn geheel op of helemaal niet, en zegt eerst wat er verandert.",
        "Zet geen namen van personen in een plan; een eigenaar is een organisatie of een functie.",
    ),
    "en": (
        "A sheet for each part of the plan; a row for each goal, measure or agreement.",
        "A column with a * must be filled in. What the plan does not say stays empty.",
        "Where several things stand in a cell, put a ; in between.",
        "Dates are written as 2027, 2027-03 or 2027-03-31.",
        "Point to a row by its id: a measure stands under the id of a heading.",
        "Write organisations and phenomena by the id or name on the sheet of that name.",
        "A sheet or column whose name begins with # is work of your own; Baken does not read it.",
        "Baken takes the plan in as a whole or not at all, and first says what would change.",
        "Name no persons in a plan; an owner is an organisation or a function.",
    ),
}
_HEADS = {"nl": ("Zo vult u dit in", "Uitleg"), "en": ("How to fill this in", "Explanation")}
_RULE = {"nl": "Regel", "en": "Rule"}
_SHEET = {"nl": "Blad", "en": "Sheet"}


def read_me(sheets: Iterable[PlanSheet], language: str) -> Sheet:
    """Return the sheet that explains the others."""
    rules: list[tuple[Cell, ...]] = [
        (f"{_RULE[language]} {number}", sentence)
        for number, sentence in enumerate(_RULES[language], start=1)
    ]
    named: list[tuple[Cell, ...]] = [
        (f"{_SHEET[language]}: {each.name(language)}", _help(each, language)) for each in sheets
    ]
    first, second = _HEADS[language]
    columns = (SheetColumn(first, width=32), SheetColumn(second, width=96, wrapped=True))
    return Sheet(table_name("#read-me", language), columns, (*rules, *named))


def _help(sheet: PlanSheet, language: str) -> str:
    known = SHEET_TABLES.get(sheet.table)
    return known.help(language) if known else ""
