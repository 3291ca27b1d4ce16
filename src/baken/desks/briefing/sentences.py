"""The sentences of a briefing: what changed, what is asked, where to look."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.indicators import INDICATORS
from baken.catalogue.offences import offence as offence_entry
from baken.desks.briefing.wording import language, short_name
from baken.engines.usual_weeks import Standing
from baken.flows.police_day.briefing_facts import Briefing, CountedBuurt, TodayTask
from baken.foundation.places.selectors import names_of
from baken.records.sightings.facts import SightingFact
from baken.vocabulary.writing import NumberWriter, in_running_text

TYPES_IN_LEAD = 3
FEW = 3
_LABELS = {
    entry.offence: entry for entry in INDICATORS if entry.id == f"registered-crime-{entry.offence}"
}


def writer() -> NumberWriter:
    """Return the writer of numbers in the reader's language."""
    return NumberWriter(language() == "en")


def offence_name(code: str) -> str:
    """Return what a type is called; CBS's own name where there is no other."""
    if code in _LABELS:
        return _LABELS[code].label(language())
    entry = offence_entry(code)
    return entry.name if entry else code


def place_name(briefing: Briefing) -> str:
    """Return the names of the areas, as in a sentence."""
    *names, last = (short_name(each.name) for each in briefing.areas)
    if not names:
        return last
    return _("%(names)s and %(last)s") % {"names": ", ".join(names), "last": last}


def lead(briefing: Briefing) -> tuple[str, ...]:
    """Return what changed since yesterday, the weightiest first; the first is never empty."""
    moved = [
        _("%(area)s went from %(was)s to %(phase)s: %(why)s.")
        % {
            "area": short_name(each.area_name),
            "was": each.was,
            "phase": each.phase,
            "why": each.title.lower(),
        }
        for each in briefing.phases
        if each.was
    ]
    return (*moved, deliveries_sentence(briefing))


def deliveries_sentence(briefing: Briefing) -> str:
    """Return what came in, or that nothing did."""
    if briefing.newest is None:
        return _("The police have delivered no registrations yet.")
    if not briefing.is_fresh:
        return _("No delivery of the police came in for today; the newest is of %(day)s.") % {
            "day": day_words(briefing.newest)
        }
    changes = briefing.changes
    if not changes.new:
        return _("Since yesterday no registration came in about %(place)s.") % {
            "place": place_name(briefing)
        }
    told = ngettext(
        "Since yesterday %(number)d registration came in about %(place)s",
        "Since yesterday %(number)d registrations came in about %(place)s",
        changes.new,
    ) % {"number": changes.new, "place": place_name(briefing)}
    listed = [
        f"{number} {in_running_text(offence_name(code))}"
        for code, number in changes.by_offence[:TYPES_IN_LEAD]
        if code
    ]
    return f"{told}: {', '.join(listed)}." if listed else f"{told}."


def corrected_sentence(briefing: Briefing) -> str:
    """Return how many known registrations were corrected or withdrawn, or nothing."""
    changes = briefing.changes
    said = []
    if changes.revised:
        said.append(
            ngettext("%(n)d was corrected", "%(n)d were corrected", changes.revised)
            % {"n": changes.revised}
        )
    if changes.withdrawn:
        said.append(
            ngettext("%(n)d was withdrawn", "%(n)d were withdrawn", changes.withdrawn)
            % {"n": changes.withdrawn}
        )
    return _("Of what was known already: %(said)s.") % {"said": ", ".join(said)} if said else ""


def due_words(task: TodayTask, today: date) -> str:
    """Return when something must be ready, as one says it in the morning."""
    days = (task.due - today).days
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else _("by %(day)s") % {"day": day_words(task.due)}


def day_words(day: date) -> str:
    """Return a day with its weekday: dinsdag 3 maart."""
    return date_format(day, "l j F")


def count_words(count: int) -> str:
    """Return a count; one or two are told together, since a small number points at somebody."""
    return writer().whole(count) if count == 0 or count >= FEW else _("1 or 2")


def standing_words(buurt: CountedBuurt) -> str:
    """Return how a buurt stands against what is usual there."""
    return {
        Standing.MORE: _("more than usual"),
        Standing.LESS: _("less than usual"),
        Standing.USUAL: _("as usual"),
    }[buurt.standing]


def usual_words(buurt: CountedBuurt) -> str:
    """Return what is usual in a buurt, with its range."""
    usual = buurt.usual
    return _("%(mean)s (%(lower)d to %(upper)d)") % {
        "mean": writer().number(usual.mean, 1 if usual.mean < 10 else 0),
        "lower": usual.lower,
        "upper": usual.upper,
    }


def weeks_words(briefing: Briefing) -> str:
    """Return which two weeks are counted."""
    first, last = briefing.weeks
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "j F"),
        "last": date_format(last, "j F"),
    }


def seen_words(seen: SightingFact) -> str:
    """Return where and when something was seen."""
    names = names_of([seen.place.area_code])
    place = short_name(names.get(seen.place.area_code, seen.place.area_code))
    where = f"{seen.place.street}, {place}" if seen.place.street else place
    return f"{where}, {date_format(timezone.localtime(seen.seen_at), 'l H:i')}"


def looks(briefing: Briefing) -> tuple[str, ...]:
    """Return where to look and why, in a few lines; empty when nothing stands out."""
    more = [each for each in briefing.buurten if each.standing is Standing.MORE]
    what = (
        in_running_text(offence_name(briefing.offence)) if briefing.offence else _("registrations")
    )
    said = [
        _("%(area)s: %(count)s %(what)s in two weeks, usually %(usual)s%(mostly)s.")
        % {
            "area": each.area.name,
            "count": count_words(each.count),
            "what": what,
            "usual": usual_words(each),
            "mostly": mostly_words(briefing, each),
        }
        for each in more[:3]
    ]
    names = {each.area.name for each in more}
    said += [
        _("%(street)s (%(area)s): %(count)d registrations in two weeks.")
        % {"street": each.street, "area": each.buurt, "count": each.count}
        for each in briefing.streets
        if each.buurt in names
    ]
    return tuple(said)


def mostly_words(briefing: Briefing, buurt: CountedBuurt) -> str:
    """Return which type grew most in a buurt, where that is several and no choice was made."""
    code, number = buurt.most
    if briefing.offence or number < FEW:
        return ""
    return _("; mostly %(what)s (%(n)d)") % {
        "what": in_running_text(offence_name(code)),
        "n": number,
    }


def certainty_sentence(briefing: Briefing) -> str:
    """Return how sure the list of unusual things is."""
    if briefing.promise is None:
        return _("The watch has not looked at this day yet.")
    if not briefing.unusual and looks(briefing):
        return _(
            "The map looks at each buurt alone; this list allows for how many areas and types "
            "were looked at, so it is harder to come on."
        )
    share = round(1 / briefing.promise) if briefing.promise else 0
    return _("Of every %(n)d lines on this list about one is chance.") % {"n": share}


def map_sentence(briefing: Briefing) -> str:
    """Return how to read the map: what usual means, and how many stand out by chance."""
    expected = writer().number(len(briefing.buurten) * 0.01, 1)
    return _(
        "Usual: as in two weeks of the past year, without season. In quiet weeks about "
        "%(n)s of these %(all)d buurten stand out by chance."
    ) % {"n": expected, "all": len(briefing.buurten)}
