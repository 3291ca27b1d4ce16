"""The words of a funnel, for every desk that draws one: its lines, and who lies outside."""

from django.utils.translation import gettext as _

from baken.engines.drawing.funnel_plot import FunnelTexts


def outside_words(outside: int) -> str:
    """Say whether a municipality falls outside the funnel; ``outside`` is as the engine says."""
    if outside >= 2:
        return _("clearly above the usual spread")
    if outside <= -2:
        return _("clearly below the usual spread")
    edge = {1: _("at the upper edge"), -1: _("at the lower edge")}
    return edge.get(outside, _("within the usual spread"))


def outside_mark(outside: int) -> str:
    """Return the shape that goes with it."""
    if abs(outside) < 2:
        return "no-demonstrable-change"
    return "higher" if outside > 0 else "lower"


def funnel_texts(label: str, year: int, *, chosen: str) -> FunnelTexts:
    """Return what stands around the plot; ``chosen`` is the word at the dots that stand out."""
    return FunnelTexts(
        title=_("Figure against size: %(label)s, %(year)d") % {"label": label, "year": year},
        description=_(
            "Each dot is a municipality: the further right the more inhabitants, the higher "
            "the more per inhabitant. Within the band differences are what is usual between "
            "municipalities of that size."
        ),
        empty=_("There are no figures to draw"),
        up=_("per 1,000 inhabitants"),
        across=_("inhabitants"),
        common=_("all together"),
        limits=_("usual spread (95 %)"),
        outside=_("clearly outside (99.8 %)"),
        chosen=chosen,
        outer=_("beyond this line: clearly outside (99.8 %)"),
    )
