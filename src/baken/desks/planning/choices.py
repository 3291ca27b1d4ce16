"""What can be chosen in the forms of a plan, in the language of the reader."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.catalogue.policy_indicators import POLICY_INDICATORS, policy_indicator
from baken.catalogue.policy_texts import POLICY_TEXTS
from baken.desks.planning import naming
from baken.desks.planning.fields import Choices
from baken.records.plans.facts import PlanFact

Giving = Callable[[PlanFact], Choices]


def of_words(words: Mapping[str, Promise]) -> Giving:
    """Return the choices of codes with their words."""
    return lambda _plan: [(str(code), str(said)) for code, said in words.items()]


def yes_or_no(_plan: PlanFact) -> Choices:
    """Return the choice of yes or no, where leaving open is one too."""
    return [("true", _("yes")), ("false", _("no"))]


def organisations(_plan: PlanFact) -> Choices:
    """Return every organisation of the catalogue, by name."""
    return _by_name((each.id, each.name(naming.language())) for each in ORGANISATIONS)


def phenomena(_plan: PlanFact) -> Choices:
    """Return every phenomenon of the catalogue, by name."""
    return _by_name((each.id, each.name(naming.language())) for each in PHENOMENA)


def indicators(plan: PlanFact) -> Choices:
    """Return the policy indicators of the municipality, and what the plan calls them already."""
    tenant, language = plan.head.municipality_code, naming.language()
    found = {
        each.id: each.said("label", language)
        for each in POLICY_INDICATORS
        if not each.municipalities or tenant in each.municipalities
    }
    named = {name for row in (*plan.goals, *plan.measures) for name in row.indicator_ids}
    for name in sorted(named - set(found)):
        known = policy_indicator(name)
        if known and known.id not in named:
            found.pop(known.id, None)
        found[name] = known.said("label", language) if known else name
    return _by_name(_apart(found).items())


def _apart(found: Mapping[str, str]) -> dict[str, str]:
    """Return the names of indicators; two that are alike say their source as well."""
    labels = list(found.values())
    alike = {label for label in labels if labels.count(label) > 1}
    language = naming.language()
    return {
        name: f"{label} ({known.said('source', language)}, {known.said('unit', language)})"
        if label in alike and (known := policy_indicator(name))
        else label
        for name, label in found.items()
    }


def texts(_plan: PlanFact) -> Choices:
    """Return the policy texts that are known here, by title."""
    return _by_name((each.id, each.title(naming.language())) for each in POLICY_TEXTS)


def lines(plan: PlanFact) -> Choices:
    """Return the lines of a plan in their order."""
    return [(each.id, each.title(naming.language())) for each in plan.lines]


def goals(plan: PlanFact) -> Choices:
    """Return the goals of a plan in their order."""
    return [(each.id, each.title(naming.language())) for each in plan.goals]


def measures(plan: PlanFact) -> Choices:
    """Return the measures of a plan in their order."""
    return [(each.id, each.title(naming.language())) for each in plan.measures]


def areas(plan: PlanFact) -> Choices:
    """Return the places that a plan names."""
    return [(each.id, each.name_nl) for each in plan.areas]


def _by_name(found: Iterable[tuple[str, str]]) -> Choices:
    return sorted(found, key=lambda each: each[1].casefold())


def place_kinds(plan: PlanFact) -> Choices:
    """Return what kind of place there can be, and the words that the plan uses already."""
    known = {"wijk": _("wijk"), "buurt": _("buurt"), "straat": _("street"), "gebied": _("area")}
    return _with_own(known, (each.kind for each in plan.areas))


def code_fits(plan: PlanFact) -> Choices:
    """Return how well codes can fit a place."""
    known = {
        "exact": _("exactly"),
        "part": _("the place is smaller than the code"),
        "judgement": _("about; our judgement"),
    }
    return _with_own(known, (each.code_fit for each in plan.areas))


def intervals(plan: PlanFact) -> Choices:
    """Return how often something can be promised."""
    known = {
        "yearly": _("every year"),
        "two_yearly": _("every two years"),
        "four_yearly": _("every four years"),
        "once": _("once"),
        "periodic": _("now and then"),
    }
    return _with_own(known, (each.interval for each in plan.duties))


def told(plan: PlanFact) -> Choices:
    """Return to whom something can be promised."""
    known = {
        "gemeenteraad": _("the council"),
        "bewoners": _("residents"),
        "alle betrokkenen": _("all who are involved"),
    }
    return _with_own(known, (each.to for each in plan.duties))


def adopters(plan: PlanFact) -> Choices:
    """Return who can adopt a plan."""
    known = {
        "gemeenteraad": _("the council"),
        "college": _("the municipal executive"),
        "burgemeester": _("the mayor"),
    }
    return _with_own(known, (plan.head.adopted_by,))


def _with_own(known: Mapping[str, str], own: Iterable[str]) -> Choices:
    """Return the known choices, and after them what the plan uses that is not among them."""
    others = dict.fromkeys(each for each in own if each and each not in known)
    return [*known.items(), *((each, each) for each in others)]
