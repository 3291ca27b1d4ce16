"""The briefing as a document: one page of paper."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baken.desks.briefing import sentences as say
from baken.desks.briefing.drawings import buurt_map
from baken.desks.briefing.wording import PHASES, language, short_name
from baken.engines.usual_weeks import Standing
from baken.flows.police_day.briefing_facts import Briefing, PhaseLine, TodayTask, WishedPriority
from baken.vocabulary.paper import (
    Alignment,
    Beside,
    Block,
    Bullets,
    Document,
    Heading,
    Mark,
    PaperTable,
    Paragraph,
    Run,
    RunStyle,
    Statement,
    Tone,
)

MOST_TASKS, MOST_UNUSUAL, MOST_ROWS, MOST_WISHES, MOST_SEEN = 5, 3, 6, 3, 3
MOST_FRAMED, MOST_PHASES, FEW_ROWS = 2, 5, 3  # what fits on one page beside the rest
_TONES = {"rust": Tone.NEUTRAL, "alert": Tone.UNFAVOURABLE, "escalatie": Tone.UNFAVOURABLE}
_MARKS = {"rust": Mark.NONE, "alert": Mark.WARNING, "escalatie": Mark.WARNING}


def document_of(briefing: Briefing, address: str) -> Document:
    """Return the morning as a document; ``address`` is that of its page."""
    return Document(
        title=_("%(place)s, %(day)s")
        % {"place": say.place_name(briefing), "day": say.day_words(briefing.day)},
        subtitle=_("Morning briefing"),
        language=language(),
        author=_("Municipality of %(place)s") % {"place": briefing.municipality.name},
        dated=briefing.day,
        reference=address,
        state=_("Invented (origin: synthetic)") if briefing.invented else "",
        blocks=tuple(_blocks(briefing)),
    )


def _blocks(briefing: Briefing) -> Iterator[Block]:
    first, *others = say.lead(briefing)
    corrected = say.corrected_sentence(briefing)
    yield Paragraph(first, introduction=True)
    if rest := " ".join(filter(None, (*others, corrected))):
        yield Paragraph(rest)
    yield Heading(2, _("Who does what today"))
    tasks = briefing.tasks[:MOST_TASKS]
    if tasks:
        yield Bullets(tuple(_task(each, briefing.day) for each in tasks), numbered=True)
    else:
        yield Paragraph(
            _(
                "No task has been agreed for today. A phase above rust may still wait for a "
                "decision on its package."
            )
        )
    if looked := say.looks(briefing):
        yield Heading(2, _("Where to look"))
        yield Bullets(looked)
    yield from _phases(briefing)
    yield from _unusual(briefing)
    yield from _asked_and_seen(briefing)
    yield from _map(briefing)
    yield Paragraph(made_sentence(briefing), small=True)


def _task(task: TodayTask, today: date) -> tuple[Run, ...]:
    return (
        Run(task.title, RunStyle.STRONG),
        Run(
            _(" — %(owner)s, %(when)s. Why: %(area)s, %(why)s")
            % {
                "owner": task.owner,
                "when": say.due_words(task, today),
                "area": short_name(task.area_name),
                "why": task.why,
            }
        ),
    )


def _phases(briefing: Briefing) -> Iterator[Block]:
    if not briefing.phases:
        return
    risen = [each for each in briefing.phases if each.phase != "rust" or each.was]
    yield Heading(2, _("Phases"))
    yield from _in_short(risen) if len(risen) > MOST_FRAMED else map(_framed, risen)
    quiet = [short_name(each.area_name) for each in briefing.phases if each not in risen]
    if quiet:
        yield Paragraph(_("At rust: %(areas)s.") % {"areas": ", ".join(quiet)}, small=True)


def _framed(line: PhaseLine) -> Statement:
    title = f"{short_name(line.area_name)}: {PHASES[line.phase]}"
    return Statement(title, _why(line), _MARKS[line.phase], _TONES[line.phase])


def _in_short(lines: list[PhaseLine]) -> Iterator[Block]:
    yield Bullets(
        tuple(
            f"{short_name(each.area_name)}: {PHASES[each.phase]}. {_rose(each) or each.sentence}"
            for each in lines[:MOST_PHASES]
        )
    )
    if (more := len(lines) - MOST_PHASES) > 0:
        yield Paragraph(_("%(n)d more on screen.") % {"n": more}, small=True)


def _why(line: PhaseLine) -> str:
    rose = _rose(line)
    return f"{rose} {_('Now:')} {line.sentence}" if rose else line.sentence


def _rose(line: PhaseLine) -> str:
    if line.raised_in is None:
        return ""
    week = date_format(line.raised_in, "j F")
    return _("Rose in the week of %(week)s: %(said)s.") % {"week": week, "said": line.raised_by}


def _unusual(briefing: Briefing) -> Iterator[Block]:
    if briefing.promise is None:
        return
    yield Heading(2, _("Unusual this week"))
    lines = briefing.unusual[:MOST_UNUSUAL]
    if not lines:
        yield Paragraph(_("Nothing is unusual here this week."))
        yield Paragraph(say.certainty_sentence(briefing), small=True)
        return
    yield Bullets(tuple(each.sentence for each in lines))
    more = len(briefing.unusual) - len(lines)
    tail = _(" %(n)d more on screen.") % {"n": more} if more else ""
    yield Paragraph(say.certainty_sentence(briefing) + tail, small=True)


def _asked_and_seen(briefing: Briefing) -> Iterator[Block]:
    wishes = [_wish(each) for each in briefing.priorities]
    wishes += [f"{each.subject}: {each.text}" for each in briefing.statements]
    seen = [f"{each.text} ({say.seen_words(each)})" for each in briefing.seen]
    if wishes:
        yield Heading(2, _("Asked by residents and wijkagent"))
        yield Bullets(tuple(wishes[:MOST_WISHES]), small=True)
    if seen:
        yield Heading(2, _("Seen on the street"))
        yield Bullets(tuple(seen[:MOST_SEEN]), small=True)


def _wish(wish: WishedPriority) -> str:
    who = _("residents") if wish.by_residents else _("professionals")
    return f"{wish.title} ({who}, {short_name(wish.area_name)})"


def _map(briefing: Briefing) -> Iterator[Block]:
    drawn = buurt_map(briefing)
    if drawn is None:
        return
    yield Heading(2, map_title(briefing))
    shown = [each for each in briefing.buurten if each.standing is not Standing.USUAL]
    rest = [each for each in briefing.buurten if each not in shown]
    full = sum(each.phase != "rust" for each in briefing.phases) > MOST_FRAMED
    rows = tuple(
        (
            each.area.name,
            say.count_words(each.count),
            say.usual_words(each),
            say.standing_words(each),
        )
        for each in (*shown, *rest)[: FEW_ROWS if full else MOST_ROWS]
    )
    table = PaperTable(
        _("Buurten, furthest from usual first"),
        (_("Buurt"), _("Number"), _("Usually"), _("That is")),
        rows,
        (Alignment.START, Alignment.END, Alignment.END, Alignment.START),
        note=say.map_sentence(briefing),
    )
    yield Beside((drawn,), (table,), share=0.3 if full else 0.4)


def map_title(briefing: Briefing) -> str:
    """Return what map and table count."""
    what = say.offence_name(briefing.offence) if briefing.offence else _("Registrations")
    return _("%(what)s per buurt, %(weeks)s") % {"what": what, "weeks": say.weeks_words(briefing)}


def made_sentence(briefing: Briefing) -> str:
    """Return what the page rests on."""
    known = _("As known on %(day)s.") % {"day": say.day_words(briefing.day)}
    newest = (
        _("Newest delivery of the police: %(day)s.") % {"day": say.day_words(briefing.newest)}
        if briefing.newest
        else ""
    )
    invented = _("Origin of the registrations: synthetic.") if briefing.invented else ""
    kept_out = _(
        "Sexual and domestic offences and default locations are kept out of map and streets."
    )
    return " ".join(filter(None, (known, newest, invented, kept_out)))
