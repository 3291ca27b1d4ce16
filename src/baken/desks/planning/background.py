"""What stands around a plan: what it says beside its measures, what does not hold, the wishes."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from baken.catalogue.plan_sheets import SHEET_TABLES
from baken.catalogue.policy_indicators import policy_indicator
from baken.desks.planning import naming
from baken.desks.planning.parts import part_links
from baken.flows.plan_background import (
    PlacedProposal,
    WishPicture,
    plan_background,
    wish_pictures,
)
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.records.plans.findings import PlanFinding
from baken.records.plans.surroundings import IndicatorUse, ProgrammeRelation
from baken.records.plans.workbook.columns import column_name, word_name

_SKIPPED = frozenset(
    {"id", "title_nl", "title_en", "name_nl", "name_en", "source", "section", "line", "note_en"}
)
# (what was found, why it matters)
FINDINGS: dict[str, tuple[Promise, Promise]] = {
    "baseline-without-target": (
        gettext_lazy("A baseline and no target"),
        gettext_lazy("Where it stood is said; what it should become, or how much worse is too "
                     "much, is not."),
    ),
    "steered-without-threshold": (
        gettext_lazy("Steering without a threshold"),
        gettext_lazy("The plan says that it steps in when a level is in danger, and not when that "
                     "is."),
    ),
    "goal-outside-the-list": (
        gettext_lazy("Goals that are not in the list of goals"),
        gettext_lazy("They stand under another heading, and are easily forgotten."),
    ),
    "area-approach-without-goal": (
        gettext_lazy("Approaches of areas without a goal of an area"),
        gettext_lazy("Nobody can say when an area is done and can be scaled down."),
    ),
    "study-of-nobody": (
        gettext_lazy("Studies without anybody or a date"),
        gettext_lazy("It is announced that something will be studied; not by whom or before when."),
    ),
    "no-means-at-all": (
        gettext_lazy("No money and no people in the whole plan"),
        gettext_lazy("No measure names an amount or capacity; they stand elsewhere or nowhere."),
    ),
    "money-without-amount": (
        gettext_lazy("Money without an amount"),
        gettext_lazy("The text says that there is money, and not how much."),
    ),
    "law-not-used-here": (
        gettext_lazy("In force in the country, not yet used here"),
        gettext_lazy("The law exists; the municipality has not adopted it. It cannot be applied."),
    ),
    "later-than-the-plan": (
        gettext_lazy("Later than the plan"),
        gettext_lazy("These measures come from a later text; the council did not adopt them with "
                     "this plan."),
    ),
    "place-without-name": (
        gettext_lazy("Places that are not named"),
        gettext_lazy("The text speaks of a place without saying where; no figure can be tied to "
                     "it."),
    ),
    "duty-without-rhythm": (
        gettext_lazy("Promises to report without saying how often"),
        gettext_lazy("Nobody can say when the report is late."),
    ),
    "line-without-measure": (
        gettext_lazy("Lines without a measure"),
        gettext_lazy("The plan says what it is about, and nothing that is done."),
    ),
    "phases-without-contents": (
        gettext_lazy("Phases without contents"),
        gettext_lazy("Phases are named; when one begins and what happens then is not in the plan."),
    ),
    "rounds-in-other-units": (
        gettext_lazy("Rounds of participation that are counted otherwise than the rest"),
        gettext_lazy("People, conversations and people per session cannot be added up."),
    ),
    "rounds-without-day": (
        gettext_lazy("Rounds of participation without a date in the text"),
        gettext_lazy("The year is our reading."),
    ),
    "indicator-by-reading": (
        gettext_lazy("Goals whose indicators the text does not tie to them"),
        gettext_lazy("The text gives the goal and the figures apart. Which figure measures the "
                     "goal is our reading; what the goal counts may be in none of them."),
    ),
    "mandatory-without-target": (
        gettext_lazy("Mandatory indicators without a target"),
        gettext_lazy("The law asks for the figure and for no target. The empty target is not "
                     "counted as missing."),
    ),
    "sets-nearly-alike": (
        gettext_lazy("Names for nearly the same crimes"),
        gettext_lazy("Figures under these names cannot be held beside each other; they differ "
                     "by what stands behind the colon."),
    ),
    "agreement-differs-elsewhere": (
        gettext_lazy("Agreements that run over other years in another municipality"),
        gettext_lazy("The same subject, with another beginning or end."),
    ),
    "no-indicator-table": (
        gettext_lazy("No target value for any indicator"),
        gettext_lazy("No indicator of a goal has a target value with a figure: the "
                     "table in the text is empty."),
    ),
    "target-weaker-than-present": (
        gettext_lazy("A target that is weaker than what there was already"),
        gettext_lazy("Meeting it would not be an improvement."),
    ),
    "target-not-testable": (
        gettext_lazy("A target that cannot be tested"),
        gettext_lazy("Of these indicators it cannot be said whether the target was met, for want "
                     "of a margin or a figure."),
    ),
    "wishes-without-number": (
        gettext_lazy("Wishes without a number"),
        gettext_lazy("How much is asked for is not said."),
    ),
    "wishes-without-date": (
        gettext_lazy("Wishes without a date"),
        gettext_lazy("When it should be there is not said."),
    ),
    "wishes-without-year": (
        gettext_lazy("No year and no party"),
        gettext_lazy("The text does not say whose it is or for which election."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BackgroundRow:
    """A row around the measures: its title, what it says, where, and what is our reading."""

    title: str
    said: tuple[tuple[str, str], ...]
    place: str
    note: str


@needs(READ_PUBLISHED)
@require_safe
def background(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a plan says beside its measures, and what does not hold together."""
    found = plan_background(name)
    if found is None:
        raise Http404(_("There is no such plan."))
    title = found.plan.head.title(naming.language())
    tables = [(_table_name(t), [_row(t, row) for row in rows]) for t, rows in found.tables.items()]
    shown = {
        "title": title,
        "name": name,
        "parts": part_links(request, found.plan.head),
        "tables": tables,
        "findings": [_finding(each) for each in found.findings],
        "notices": [
            each.sentence_en if naming.language() == "en" else each.sentence_nl
            for each in found.notices
        ],
        "scales": _scales(found.plan.tables),
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"url": reverse("plan", args=[name]), "label": title},
            {"label": _("Around the measures")},
        ],
    }
    return render(request, "planning/background.html", shown)


def _scales(tables: dict[str, Any]) -> str:
    kept = tables.get("scale_levels", {})
    return ", ".join(kept.get(f"values_{naming.language()}", ()))


def _table_name(table: str) -> str:
    known = SHEET_TABLES.get(table)
    return known.name(naming.language()) if known else table


def _row(table: str, row: Any) -> BackgroundRow:
    return BackgroundRow(
        title=_title(row),
        said=tuple(_said(table, row)),
        place=naming.place_words(row),
        note=getattr(row, "note_en", "") if naming.language() == "en" else "",
    )


def _title(row: Any) -> str:
    if isinstance(row, IndicatorUse):
        known = policy_indicator(row.indicator_id)
        if known is None:
            return row.indicator_id
        return known.label_en if naming.language() == "en" else known.label_nl
    return row.title(naming.language())


def _said(table: str, row: Any) -> list[tuple[str, str]]:
    """Return (column, words) of everything else that the row says."""
    language = naming.language()
    return [
        (column_name(table, (name,), language), words)
        for name in row.__dataclass_fields__
        if name not in _SKIPPED
        and not (name.endswith("_en") and language == "nl")
        and not (isinstance(row, IndicatorUse) and name == "indicator_id")
        and (words := _words(getattr(row, name)))
    ]


def _words(value: Any) -> str:
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return word_name("yes" if value else "no", naming.language())
    if isinstance(value, ProgrammeRelation):
        return word_name(str(value), naming.language())
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return str(value)


def _finding(finding: PlanFinding) -> dict[str, Any]:
    title, why = FINDINGS[finding.what]
    place = 2 if naming.language() == "en" else 1
    return {
        "title": title,
        "why": why,
        "number": finding.number,
        "rows": [row[place] for row in finding.rows],
    }


@needs(READ_PUBLISHED)
@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """Show what parties wished for, beside the lines of a plan that they are near to."""
    shown = {
        "lists": [_wish_list(each) for each in wish_pictures()],
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"label": _("Wishes of parties")},
        ],
    }
    return render(request, "planning/wishes.html", shown)


def _wish_list(picture: WishPicture) -> dict[str, Any]:
    language = naming.language()
    return {
        "title": picture.wishes.head.title(language),
        "municipality": picture.wishes.head.municipality,
        "note": picture.wishes.head.note_en if language == "en" else "",
        "number": len(picture.wishes.proposals),
        "findings": [_finding(each) for each in picture.findings],
        "themes": [
            {
                "title": f"{theme.number} {theme.title(language)}".strip(),
                "proposals": [_proposal(each) for each in picture.placed[theme.id]],
            }
            for theme in picture.wishes.themes
        ],
    }


def _proposal(placed: PlacedProposal) -> dict[str, Any]:
    language, proposal = naming.language(), placed.proposal
    return {
        "title": proposal.title(language),
        "where": word_name(str(proposal.area_scope), language),
        "how": word_name(str(proposal.instrument), language),
        "partners": naming.organisations(proposal.partners),
        "about": naming.phenomena(proposal.phenomena),
        "near": placed.line.title(language) if placed.line else "",
        "plan": placed.plan,
        "place": naming.place_words(proposal),
    }
