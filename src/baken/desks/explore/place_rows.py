"""Rank lists and peers as rows and sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.places import PeerClass, classes_of_group
from baken.desks.explore.addresses import area_page, figure_page
from baken.desks.explore.writing import Writer, decimals_of, language
from baken.flows.funnel_words import outside_mark, outside_words
from baken.flows.place_municipalities import PeerPicture, PeerRow, PlacedList, PlacedMunicipality
from baken.foundation.places.sorting import sort_key, sought_key
from baken.vocabulary.writing import NO_DATA

BY_RANK, BY_NAME, BY_WIDTH = "rang", "naam", "marge"
SURE_OF_THIRD = 3
FEWEST_TO_TELL = 8


@dataclass(frozen=True, slots=True)
class RankRow:
    """A municipality in the list: texts as shown, numbers as they sort."""

    code: str
    name: str
    href: str
    rank: str
    rank_value: str
    margin_of_rank: str
    width_value: str
    together: str
    count: str
    count_value: str
    rate: str
    rate_value: str
    margin: str
    trail: str
    outside: str
    outside_mark: str
    chosen: bool


def rank_rows(placed: PlacedList, sought: str, order: str, write: Writer) -> list[RankRow]:
    """Return the rows that fit what is sought, in the asked order."""
    decimals = decimals_of([row.figure for row in placed.rows])
    rows = [row for row in placed.rows if sought_key(sought) in sort_key(row.name)]
    keys = {
        BY_NAME: lambda row: (sort_key(row.name),),
        BY_WIDTH: lambda row: (row.standing.worst - row.standing.best, row.standing.rank),
    }
    if order in keys:
        rows = sorted(rows, key=keys[order])
    return [_rank_row(row, placed, write, decimals, chosen=bool(sought)) for row in rows]


def _rank_row(
    row: PlacedMunicipality, placed: PlacedList, write: Writer, decimals: int, *, chosen: bool
) -> RankRow:
    standing, figure = row.standing, row.figure
    return RankRow(
        code=row.code,
        name=row.name,
        href=area_page(row.code, indicator=placed.definition.id, year=placed.year),
        rank=str(standing.rank),
        rank_value=str(standing.rank),
        margin_of_rank=f"{standing.best} {NO_DATA} {standing.worst}",
        width_value=str(standing.worst - standing.best),
        together=f"{standing.joint_best} {NO_DATA} {standing.joint_worst}",
        count=write.whole(figure.n),
        count_value=str(figure.n),
        rate=write.rate(figure.rate, decimals),
        rate_value=f"{figure.rate:.6f}" if figure.rate is not None else "",
        margin=write.span(figure.lower, figure.upper, decimals),
        trail=figure_page(figure.indicator, figure.area_code, figure.year),
        outside=outside_words(standing.outside),
        outside_mark=outside_mark(standing.outside),
        chosen=chosen,
    )


def list_sentence(placed: PlacedList) -> str:
    """Say what a rank is worth in this list."""
    widths = sorted(row.standing.worst - row.standing.best + 1 for row in placed.rows)
    if not widths:
        return ""
    whole = placed.spread.municipalities
    words = {
        "middle": widths[len(widths) // 2],
        "n": whole,
        "high": sum(row.standing.worst <= whole / SURE_OF_THIRD for row in placed.rows),
        "low": sum(row.standing.best > whole - whole / SURE_OF_THIRD for row in placed.rows),
    }
    return (
        _(
            "A rank is less sure than it looks: half of the municipalities could be anywhere in a "
            "stretch of %(middle)d places or more, out of %(n)d. Surely in the highest third: "
            "%(high)d; surely in the lowest third: %(low)d."
        )
        % words
    )


def outside_sentence(placed: PlacedList) -> str:
    """Say how many differ more than such municipalities do."""
    above = [row.name for row in placed.rows if row.standing.outside >= 2]
    below = [row.name for row in placed.rows if row.standing.outside <= -2]
    said = []
    if above:
        said.append(
            ngettext(
                "Clearly above what is usual for its size: %(names)s.",
                "Clearly above what is usual for their size: %(names)s.",
                len(above),
            )
            % {"names": _some(above)}
        )
    if below:
        said.append(
            ngettext(
                "Clearly below what is usual for its size: %(names)s.",
                "Clearly below what is usual for their size: %(names)s.",
                len(below),
            )
            % {"names": _some(below)}
        )
    return " ".join(said) or _("No municipality differs clearly more than such places do anyway.")


def group_words(group: str) -> str:
    """Return a group of peers in words: 50,000 to 100,000 inhabitants, 1,500 per km² or more."""
    classes = classes_of_group(group)
    return joined(classes) if classes else _("the whole country")


def joined(classes: tuple[PeerClass, ...]) -> str:
    """Return the classes that a group shares."""
    return ", ".join(each.label(language()) for each in classes)


@dataclass(frozen=True, slots=True)
class AgainstRow:
    """One type of a municipality against its peers."""

    label: str
    href: str
    trail: str
    count: str
    count_value: str
    rate: str
    rate_value: str
    margin: str
    common: str
    times: str
    times_value: str
    outside: str
    outside_mark: str
    rank: str
    rank_value: str
    selected: bool


def against_rows(
    picture: PeerPicture, write: Writer, addresses: dict[str, str]
) -> list[AgainstRow]:
    """Return a row per type; ``addresses`` leads to the page with that type chosen."""
    return [_against(row, picture, write, addresses) for row in picture.rows]


def _against(
    row: PeerRow, picture: PeerPicture, write: Writer, addresses: dict[str, str]
) -> AgainstRow:
    figure, standing = row.figure, row.standing
    return AgainstRow(
        label=row.definition.label(language()),
        href=addresses[row.definition.id],
        trail=figure_page(figure.indicator, figure.area_code, figure.year),
        count=write.whole(figure.n),
        count_value=str(figure.n),
        rate=write.rate(figure.rate),
        rate_value=f"{figure.rate:.6f}" if figure.rate is not None else "",
        margin=write.span(figure.lower, figure.upper, decimals_of([figure])),
        common=write.rate(row.spread.rate),
        times=write.times(standing.ratio) if standing.ratio is not None else NO_DATA,
        times_value=f"{standing.ratio:.6f}" if standing.ratio is not None else "",
        outside=outside_words(standing.outside),
        outside_mark=outside_mark(standing.outside),
        rank=_("%(rank)d of %(n)d (%(best)d – %(worst)d)")
        % {
            "rank": standing.rank,
            "n": standing.compared,
            "best": standing.best,
            "worst": standing.worst,
        },
        rank_value=str(standing.rank),
        selected=row.definition.id == picture.placed.definition.id,
    )


def peers_sentence(picture: PeerPicture) -> str:
    """Say for which types the municipality stands out among its peers."""
    above = [row.definition.label(language()) for row in picture.rows if row.standing.outside >= 2]
    below = [row.definition.label(language()) for row in picture.rows if row.standing.outside <= -2]
    words = {"name": picture.name}
    said = []
    if above:
        said.append(
            _("%(name)s lies clearly above its peers in: %(types)s.")
            % (words | {"types": _some(above)})
        )
    if below:
        said.append(
            _("%(name)s lies clearly below its peers in: %(types)s.")
            % (words | {"types": _some(below)})
        )
    if not said:
        said = [_("In no type of crime does %(name)s differ clearly from its peers.") % words]
    number = picture.placed.spread.municipalities
    if number < FEWEST_TO_TELL:
        said.append(
            _("With %(n)d municipalities it can hardly be told what is usual.") % {"n": number}
        )
    return " ".join(said)


def chosen_sentence(picture: PeerPicture) -> str:
    """Answer for the chosen type whether the municipality differs, and which end of a rank is high.

    Empty where the municipality has no standing in that type.
    """
    chosen = picture.placed.definition.id
    standing = next((r.standing for r in picture.rows if r.definition.id == chosen), None)
    if standing is None:
        return ""
    words = {
        "name": picture.name,
        "rank": standing.rank,
        "n": standing.compared,
        "best": standing.best,
        "worst": standing.worst,
    }
    rank = _(
        "Rank %(rank)d of %(n)d, where 1 is the highest figure; in 95 of 100 cases between "
        "%(best)d and %(worst)d."
    )
    return f"{_among(standing.outside)} {rank}" % words


def _among(outside: int) -> str:
    return {
        -2: _("%(name)s lies clearly below the usual spread of its group."),
        -1: _("%(name)s lies at the lower edge of the usual spread of its group."),
        0: _("%(name)s lies within the usual spread of its group."),
        1: _("%(name)s lies at the upper edge of the usual spread of its group."),
        2: _("%(name)s lies clearly above the usual spread of its group."),
    }[max(-2, min(2, outside))]


def _some(names: list[str], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return _("%(names)s and %(n)d more") % {"names": shown, "n": len(names) - most}
