"""The figures of the scan in plain sentences: one per figure, and how sure it is beside it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.certainty import certainty_of
from baken.desks.area_scan.wording import FEW, MANY, language, short_name, writer
from baken.flows.area_scan import AgainstCity, AreaScan, BesideCity, ScanFigure
from baken.records.indicators.facts import ChangeFact, FigureFact
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict
from baken.vocabulary.paper import Mark, Tone


def figure_sentence(scan: AreaScan, shown: ScanFigure) -> str:
    """Say how many were registered, and whether that is more or fewer than the year before."""
    place = short_name(scan.area.name)
    if shown.figure is None:
        return _not_shown(place, shown)
    words = {"year": shown.figure.year, "place": place, "count": writer().whole(shown.figure.n)}
    said = ngettext(
        "In %(year)d the police registered %(count)s crime in %(place)s.",
        "In %(year)d the police registered %(count)s crimes in %(place)s.",
        shown.figure.n,
    )
    # A name such as "Zonnehof e.o." brings its own full stop.
    return f"{(said % words).replace('..', '.')} {change_sentence(shown.change)}"


def _not_shown(place: str, shown: ScanFigure) -> str:
    if shown.hidden and shown.hidden.state is CellState.SILENT:
        return _("The number of crimes in %(place)s is not published.") % {"place": place}
    return _(
        "The number of crimes in %(place)s is not shown: it is so small that it could lead to a "
        "person."
    ) % {"place": place}


def change_sentence(change: ChangeFact | None) -> str:
    """Say whether the number changed since the year before."""
    if change is None:
        return _("There is no year before to compare with.")
    words = {"year": change.previous_year, "count": writer().whole(change.previous_n)}
    surely, perhaps = _sentences()[change.verdict]
    return (surely if certainty_of(change.p_adjusted).among_many else perhaps) % words


def _sentences() -> dict[ChangeVerdict, tuple[str, str]]:
    unchanged = _(
        "That is not demonstrably different from %(year)d (%(count)s): the difference may be "
        "chance."
    )
    other = _("That cannot be compared with %(year)d (%(count)s).")
    return {
        ChangeVerdict.HIGHER: (
            _("That is more than in %(year)d (%(count)s); that is no chance."),
            _("That is probably more than in %(year)d (%(count)s)."),
        ),
        ChangeVerdict.LOWER: (
            _("That is fewer than in %(year)d (%(count)s); that is no chance."),
            _("That is probably fewer than in %(year)d (%(count)s)."),
        ),
        ChangeVerdict.NO_DEMONSTRABLE_CHANGE: (unchanged, unchanged),
        ChangeVerdict.NOT_COMPARABLE: (other, other),
    }


def city_sentence(scan: AreaScan, shown: ScanFigure) -> str:
    """Say how the area stands against the whole municipality, per 1,000 inhabitants."""
    figure, city = shown.figure, shown.city
    if figure is None:
        return ""
    if FEW in figure.notes or figure.rate is None:
        return _("So few people live here that a figure per 1,000 inhabitants says little.")
    words = {
        "rate": writer().rate(figure.rate),
        "city": scan.municipality.name,
        "city_rate": writer().rate(city.rate) if city else "",
    }
    if city is None or city.rate is None:
        return _("That is %(rate)s per 1,000 inhabitants.") % words
    said = _("Per 1,000 inhabitants it is %(rate)s; in the whole of %(city)s %(city_rate)s.")
    return " ".join(
        part for part in (said % words, _standing(scan, shown), _visitors(figure)) if part
    )


def _standing(scan: AreaScan, shown: ScanFigure) -> str:
    city = {"city": scan.municipality.name}
    return {
        AgainstCity.HIGHER: _(
            "That is higher, also when chance is allowed for: the whole margin lies above the "
            "figure of %(city)s."
        )
        % city
        + _usual(scan, shown),
        AgainstCity.LOWER: _(
            "That is lower, also when chance is allowed for: the whole margin lies below the "
            "figure of %(city)s."
        )
        % city
        + _usual(scan, shown),
        AgainstCity.ALIKE: _("That difference may be chance."),
        AgainstCity.UNKNOWN: "",
    }[shown.against]


def _usual(scan: AreaScan, shown: ScanFigure) -> str:
    """Say that areas often differ this much, where this one does not stand out among them."""
    if shown.comparison is None or shown.comparison.stands_out:
        return ""
    if scan.area.level == AreaLevel.WIJK:
        return " " + _("Still, such a difference is usual: wijken are never all alike.")
    return " " + _("Still, such a difference is usual: buurten are never all alike.")


def against_words(against: AgainstCity) -> str:
    """Return how a buurt stands against the municipality, for a cell."""
    return {
        AgainstCity.HIGHER: _("higher"),
        AgainstCity.LOWER: _("lower"),
        AgainstCity.ALIKE: _("no clear difference"),
        AgainstCity.UNKNOWN: "",
    }[against]


def _visitors(figure: FigureFact) -> str:
    if MANY not in figure.notes:
        return ""
    return _(
        "That is so much more than in the whole municipality that crimes against visitors probably "
        "count; visitors are not measured. Look at the number."
    )


def margin_sentence(figure: FigureFact) -> str:
    """Say how much the figure varies by chance."""
    if figure.rate is None or FEW in figure.notes:
        low, high = writer().whole(figure.n_lower), writer().whole(figure.n_upper)
        words = {"low": low, "high": high}
        return _("Such a number varies by chance: from %(low)s to %(high)s is usual.") % words
    decimals = 1 if figure.rate >= 4.95 else 2
    words = {
        "low": writer().number(figure.lower or 0, decimals),
        "high": writer().number(figure.upper or 0, decimals),
    }
    return (
        _(
            "Such a figure varies by chance: from %(low)s to %(high)s per 1,000 inhabitants is "
            "usual."
        )
        % words
    )


def change_tile(change: ChangeFact | None) -> tuple[str, str, Mark, Tone]:
    """Return a change as a tile: value, words, mark and tone."""
    if change is None or change.ratio is None:
        return "–", _("no year to compare with"), Mark.NONE, Tone.NEUTRAL
    value = writer().signed_percents(change.ratio)
    looks = {
        ChangeVerdict.HIGHER: (_("more"), Mark.HIGHER, Tone.UNFAVOURABLE),
        ChangeVerdict.LOWER: (_("fewer"), Mark.LOWER, Tone.FAVOURABLE),
        ChangeVerdict.NO_DEMONSTRABLE_CHANGE: (
            _("no demonstrable change"),
            Mark.UNCHANGED,
            Tone.NEUTRAL,
        ),
        ChangeVerdict.NOT_COMPARABLE: (_("not comparable"), Mark.UNTOLD, Tone.NEUTRAL),
    }
    words, mark, tone = looks[change.verdict]
    return value, words, mark, tone


def key_figure_cells(shown: BesideCity) -> tuple[str, str, str, str]:
    """Return a key figure as a row: what, here, in the municipality, and in words."""
    return (
        shown.entry.label(language()),
        _value(shown, shown.value),
        "–" if shown.city is None else _value(shown, shown.city),
        _beside_words(shown),
    )


def _value(shown: BesideCity, value: float) -> str:
    unit = shown.entry.unit(language())
    number = writer().number(value, shown.entry.decimals)
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def _beside_words(shown: BesideCity) -> str:
    if shown.city is None:
        return ""
    if shown.alike:
        said = _("about the same")
    else:
        said = _("higher") if shown.value > shown.city else _("lower")
    if shown.ranked < 3:
        return said
    place = _("number %(rank)d of %(ranked)d") % {"rank": shown.rank, "ranked": shown.ranked}
    return f"{said}; {place}"


def years_sentence(shown: ScanFigure) -> str:
    """Say in which of the years most and fewest were registered."""
    years = [each for each in shown.series if each.rate is not None]
    if len(years) < 3:
        return ""
    most, fewest = (choose(years, key=lambda each: each.n) for choose in (max, min))
    return _(
        "In these years most crimes were registered in %(most)d (%(most_n)s), and fewest in "
        "%(fewest)d (%(fewest_n)s)."
    ) % {
        "most": most.year,
        "most_n": writer().whole(most.n),
        "fewest": fewest.year,
        "fewest_n": writer().whole(fewest.n),
    }


def rank_sentence(scan: AreaScan, shown: ScanFigure) -> str:
    """Say on which place the area stands among its peers; the first place has most."""
    rates = {
        each.area.code: each.figure.rate
        for each in shown.peers
        if each.figure and each.figure.rate is not None and FEW not in each.figure.notes
    }
    own = rates.get(scan.area.code)
    if own is None:
        return ""
    words = {
        "place": short_name(scan.area.name),
        "rank": 1 + sum(rate > own for rate in rates.values()),
        "number": len(rates),
    }
    if scan.area.level == AreaLevel.WIJK:
        return (
            _(
                "Of the %(number)d wijken %(place)s stands on place %(rank)d; place 1 has most. "
                "Areas whose margins overlap hardly differ."
            )
            % words
        )
    return (
        _(
            "Of the %(number)d buurten of the wijk %(place)s stands on place %(rank)d; place 1 has "
            "most. Areas whose margins overlap hardly differ."
        )
        % words
    )
