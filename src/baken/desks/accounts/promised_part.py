"""The parts of an account about the plan: what was promised, what people wrote, what they told."""

import base64
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.roles import ROLES
from baken.desks.accounts import wording
from baken.desks.accounts.writing import euros, measures_without_text, said, strong, whole
from baken.flows.account_year.facts import AccountedMeasure, AccountYear, Chapter
from baken.flows.tell_indicator.answers import answer_of
from baken.flows.tell_indicator.writing import language
from baken.records.accounts.facts import EntryFact, StoryFact, StoryKind
from baken.records.accounts.picture_size import size_of
from baken.records.plans.codes import PartRole
from baken.vocabulary.paper import (
    Block,
    Bullets,
    Drawing,
    Heading,
    PageBreak,
    PaperTable,
    Paragraph,
    Quote,
    Run,
    Statement,
    Words,
)

_NAMES = {each.id: each for each in ORGANISATIONS}


def overview_blocks(account: AccountYear) -> list[Block]:
    """Return every goal and line with what was promised, written and spent."""
    with_money = account.budget is not None or account.spent is not None
    width = 6 if with_money else 4
    head = (
        *(_("Goal or line"), _("Measurable"), _("Measures")),
        *(_("Written what was done"), _("Budget"), _("Spent")),
    )
    rows = (row for chapter in account.chapters for row in _overview_rows(chapter))
    note = _("Where nothing stands at budget or spent, nobody named an amount.")
    return [
        Heading(2, _("What was promised, done and spent")),
        Paragraph(
            measures_without_text(account.promised, account.written)
            + " "
            + _(
                "Counted is what the plan's own text announces or lets go on; what it looked back "
                "on, or what came later, is no promise."
            )
        ),
        PaperTable(
            _("Goals and lines of the plan"),
            head[:width],
            tuple(row[:width] for row in rows),
            ("start", "start", "end", "end", "end", "end")[:width],
            note=note if with_money else _("Nobody named an amount, budgeted or spent."),
        ),
    ]


def _overview_rows(chapter: Chapter) -> list[tuple[Words, ...]]:
    goal = chapter.judged
    verdict = str(wording.MEASURABLE_SHORT[goal.verdict]) if goal else ""
    numbers = (whole(chapter.promised), whole(chapter.written)) if chapter.lines else ("", "")
    money = (_amount(chapter.budget), _amount(chapter.spent))
    rows: list[tuple[Words, ...]] = [((strong(_title(chapter)),), verdict, *numbers, *money)]
    rows += [
        (
            each.line.title(language()),
            "",
            whole(len(each.measures)),
            whole(each.written),
            _amount(each.budget),
            _amount(each.spent),
        )
        for each in chapter.lines
    ]
    return rows


def _title(chapter: Chapter) -> str:
    if chapter.judged:
        return chapter.judged.goal.title(language())
    return _("What stands under no goal")


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else euros(amount)


def chapter_blocks(account: AccountYear, chapter: Chapter) -> list[Block]:
    """Return what is to be told of a goal: its indicators, what people wrote, and stories."""
    executed = [m for line in chapter.lines for m in line.measures if m.execution]
    if not (chapter.indicators or chapter.every_entry or chapter.stories or executed):
        return []
    title = _title(chapter)
    blocks: list[Block] = [Heading(3, title)]
    if chapter.judged:
        blocks.append(Paragraph(str(wording.MEASURABLE[chapter.judged.verdict])))
    if chapter.indicators:
        words = tuple(_indicator_words(account, each) for each in chapter.indicators)
        blocks.append(Bullets(words))
    blocks.append(Paragraph(measures_without_text(chapter.promised, chapter.written)))
    if executed:
        blocks.append(_executed_table(title, executed))
    blocks += [_entry_block(account, each) for each in chapter.every_entry]
    return blocks + [block for each in chapter.stories for block in story_blocks(each)]


def _executed_table(title: str, executed: list[AccountedMeasure]) -> PaperTable:
    return PaperTable(
        _("How far the plan says its measures are: %(title)s") % {"title": title},
        (_("Measure"), _("State"), _("Why")),
        tuple(
            (
                each.measure.title(language()),
                f"{wording.EXECUTION[each.execution.state]} ({each.execution.date})",
                said(each.execution.reason_nl) or _("no reason written"),
            )
            for each in executed
        ),
    )


def _indicator_words(account: AccountYear, each) -> Words:
    definition = each.definition
    label = definition.said("label", language())
    mine = [t for t in each.targets if t.outcome.period == str(account.year)] or each.targets[-1:]
    if not mine:
        return (strong(label), Run(": " + _("no target is stated for this indicator.")))
    answer = answer_of(definition, mine[-1].outcome)
    words = _(": target of %(year)s %(verdict)s. %(sentence)s") % {
        "year": mine[-1].outcome.period,
        "verdict": answer.verdict,
        "sentence": answer.sentence,
    }
    return (strong(label), Run(words))


def _entry_block(account: AccountYear, entry: EntryFact) -> Statement:
    content = entry.content
    parts: list[Run] = []
    for label, text in (
        (_("Done"), content.done),
        (_("Why"), content.reason),
        (_("Did not work"), content.failed),
        (_("Changes"), content.changes),
    ):
        if text:
            words = said(text)
            parts += [strong(f"{label}: "), *((Run(words),) if isinstance(words, str) else words)]
            parts.append(Run(" "))
    if content.spent is not None:
        amount = {"amount": euros(content.spent), "source": content.spent_source}
        parts += [strong(_("Spent") + ": "), Run(_("%(amount)s (%(source)s)") % amount)]
    return Statement(
        f"{part_title(account, entry.subject.part_id)}: {wording.STATES[content.state]}",
        tuple(parts),
        signed=role_words(entry.author_role),
        dated=entry.written_at.date(),
    )


def role_words(role: str) -> str:
    """Write in which role somebody wrote; names of staff stay out of what everybody reads."""
    known = next((each for each in ROLES if each.id == role), None)
    if known is None:
        return role
    title = known.title_en if language() == "en" else known.title_nl
    return _("written as %(role)s") % {"role": title}


def part_title(account: AccountYear, part_id: str) -> str:
    """Return the title of a part of the plan by its id."""
    plan = account.plan
    parts = (*plan.goals, *plan.lines, *plan.measures)
    found = next((each for each in parts if each.id == part_id), None)
    return found.title(language()) if found else _("The plan as a whole")


def story_blocks(story: StoryFact) -> list[Block]:
    """Return a story beside the figures: a quote, a visit or a picture, without who consented."""
    content = story.content
    where = ", ".join(
        each
        for each in (
            content.said_by,
            content.place,
            date_format(content.told_on, "j F Y"),
            content.source,
        )
        if each
    )
    blocks: list[Block] = []
    if content.picture is not None:
        blocks.append(Drawing(_as_svg(story), content.alternative, caption=where, share=0.6))
    if content.text and content.kind is StoryKind.QUOTE:
        blocks.append(Quote(said(content.text), where))
    elif content.text:
        blocks.append(Statement(str(wording.STORIES[content.kind]).capitalize(),
                                said(content.text), signed=where))  # fmt: skip
    return blocks


def _as_svg(story: StoryFact) -> str:
    """Return a picture as a drawing that holds it, so that every form can show it."""
    width, height = size_of(story.content.picture, story.picture_type)
    data = base64.b64encode(story.content.picture).decode()
    return (
        f'<svg class="bk-figure" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:image/{story.picture_type};base64,{data}"/></svg>'
    )


def lessons_blocks(account: AccountYear) -> list[Block]:
    """Return what did not work and what changes, from everything that was written."""
    blocks: list[Block] = []
    for heading, name, nobody in (
        (_("What did not work"), "failed", _("Nobody wrote what did not work.")),
        (_("What changes"), "changes", _("Nobody wrote what will change.")),
    ):
        found = [e for e in account.everything_written if getattr(e.content, name)]
        blocks.append(Heading(2, heading))
        if not found:
            blocks.append(Paragraph(nobody))
            continue
        items = tuple(_lesson(account, e, getattr(e.content, name)) for e in found)
        blocks.append(Bullets(items))
    if account.entries or account.stories:
        blocks.append(Heading(2, _("About the plan as a whole")))
        blocks += [_entry_block(account, each) for each in account.entries]
        blocks += [block for each in account.stories for block in story_blocks(each)]
    return blocks


def _lesson(account: AccountYear, entry: EntryFact, text: str) -> Words:
    words = said(text)
    title = strong(f"{part_title(account, entry.subject.part_id)}: ")
    return (title, *((Run(words),) if isinstance(words, str) else words))


def appendix_of_measures(account: AccountYear) -> list[Block]:
    """Return every measure that was promised, with whom, and what is written of it."""
    rows = [
        _measure_row(line.line.title(language()), each, is_written=bool(account.written))
        for chapter in account.chapters
        for line in chapter.lines
        for each in line.measures
    ]
    head = [_("Measure"), _("Line of the plan"), _("With")]
    if account.written:
        head.append(_("What is written"))
    nobody = _("Of none of these measures did anybody write what was done.")
    return [
        PageBreak(),
        Heading(2, _("Annex: every measure that was promised")),
        PaperTable(
            _("Measures that the plan's text announces or lets go on"),
            tuple(head),
            tuple(rows),
            note="" if account.written else nobody,
        ),
    ]


def _measure_row(line: str, each: AccountedMeasure, *, is_written: bool) -> tuple[Words, ...]:
    names = ", ".join(_NAMES[name].name(language()) for name in _named(each) if name in _NAMES)
    row = (each.measure.title(language()), line, names or _("nobody named"))
    if not is_written:
        return row
    states = [str(wording.STATES[entry.content.state]) for entry in each.entries]
    if each.execution:
        states.append(str(wording.EXECUTION[each.execution.state]))
    return (*row, ", ".join(states) or _("nobody wrote what was done"))


def _named(each: AccountedMeasure) -> tuple[str, ...]:
    """Return every organisation that the plan names with a measure; the owner first."""
    measure = each.measure
    in_roles = (role.organisation for role in measure.roles)
    owners = measure.organisations_as(PartRole.OWNER)
    return tuple(dict.fromkeys((*owners, *in_roles, *measure.partners)))
