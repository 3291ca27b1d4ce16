"""A mistake in a workbook of a plan, as a reader sees it in Dutch or English."""

from dataclasses import dataclass

from baken.catalogue.plan_sheets import SHEET_FAULTS

LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong where, why, and what to do; row 0 stands for the whole sheet."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    said_nl: str
    said_en: str
    remedy_nl: str
    remedy_en: str

    def said(self, language: str) -> str:
        """Return what is wrong."""
        return self.said_en if language.startswith("en") else self.said_nl

    def remedy(self, language: str) -> str:
        """Return what to do."""
        return self.remedy_en if language.startswith("en") else self.remedy_nl

    def line(self, language: str) -> str:
        """Return the whole mistake as one line, with its place."""
        words = _PLACE[language]
        place = [f'{words[0]} "{self.sheet}"']
        place += [f"{words[1]} {self.row}"] if self.row else []
        place += [f'{words[2]} "{self.column}"'] if self.column else []
        return f"{', '.join(place)}: {self.said(language)} {self.remedy(language)}"


_PLACE = {"nl": ("blad", "rij", "kolom"), "en": ("sheet", "row", "column")}


def plan_fault(
    reason: str,
    sheet: str,
    row: int,
    column: str = "",
    value: str = "",
    *,
    at: str = "",
    **given: str,
) -> PlanFault:
    """Return a mistake in words; ``at`` is the sheet it stands on when its words name another."""
    fault = SHEET_FAULTS[reason]
    shown = value[:LONGEST_VALUE]
    told = {"sheet": sheet, "column": column, "value": shown, "hint_nl": "", "hint_en": ""} | given
    return PlanFault(
        sheet=at or sheet,
        row=row,
        column=column,
        value=shown,
        reason=reason,
        said_nl=fault.nl.format(**told),
        said_en=fault.en.format(**told),
        remedy_nl=fault.remedy_nl.format(**told),
        remedy_en=fault.remedy_en.format(**told),
    )
