"""The plans that are known, and the page of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.policy_texts import policy_text
from baken.desks.planning import naming, rows, wording
from baken.desks.planning.asked import ANNOUNCED, asked_measures
from baken.desks.planning.norm_rows import norm_row
from baken.desks.planning.parts import part_links
from baken.flows.goal_aim import far_baselines
from baken.flows.plan_course.alarms import plan_alarms
from baken.flows.plan_picture import PlanPicture, plan_picture, plan_pictures
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.vocabulary.permission import PermissionName


@needs(READ_PUBLISHED)
@require_safe
def all_plans(request: HttpRequest) -> HttpResponse:
    """List the plans with how far each can be held to account."""
    shown = [
        {
            "head": each.plan.head,
            "title": each.plan.head.title(naming.language()),
            "period": period_words(each),
            "summary": rows.summary(each),
            "href": reverse("plan", args=[each.plan.head.id]),
        }
        for each in plan_pictures()
    ]
    return render(
        request, "planning/plans.html", {"plans": shown, "may_offer": _may_offer(request)}
    )


def _may_offer(request: HttpRequest) -> bool:
    return request.scope.may(PermissionName.WRITE_PLANS)


@needs(READ_PUBLISHED)
@require_safe
def one_plan(request: HttpRequest, name: str) -> HttpResponse:
    """Show a plan: its goals with verdicts, and its measures with what is open."""
    picture = plan_or_404(name)
    head, asked = picture.plan.head, asked_measures(request.GET)
    chosen = {each.line.id: asked.of(each.measures) for each in picture.lines}
    texts = (policy_text(each) for each in head.sources)
    far = far_baselines(picture.plan.goals, head.municipality_code)
    shown = {
        "head": head,
        "title": head.title(naming.language()),
        "period": period_words(picture),
        "summary": rows.summary(picture),
        "ended": head.period_end if head.period_end < timezone.localdate().year else None,
        "goals": [
            rows.goal_row(each, head, far.get(each.judged.goal.id, ())) for each in picture.goals
        ],
        "area_goals": [rows.area_goal_row(each, picture.plan) for each in picture.plan.area_goals],
        "norms": [norm_row(each) for each in picture.norms],
        "counts": rows.count_rows(picture),
        "announced": picture.announced.measures,
        "everything": picture.counts.measures,
        "lines": rows.line_rows(picture.lines, chosen, picture.plan),
        "found": sum(len(each) for each in chosen.values()),
        "asked": asked,
        "statuses": [(ANNOUNCED, _("announced: new, to be intensified, to be explored"))]
        + [(str(key), words) for key, words in wording.STATUSES.items()],
        "kinds": [(str(key), words) for key, words in wording.KINDS.items()],
        "gaps": list(wording.GAPS.items()),
        "files": [
            (form, reverse("plan-measures", args=[name, form]) + asked.query)
            for form in ("csv", "xlsx")
        ],
        "texts": [text.title(naming.language()) for text in texts if text],
        "plan": picture.plan,
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"label": head.title(naming.language())},
        ],
        "alarms": _standing(request, picture),
        "parts": part_links(request, head),
        "share": request.build_absolute_uri(reverse("plan", args=[name]) + asked.query),
    }
    return render(request, "planning/plan.html", shown)


def _standing(request: HttpRequest, picture: PlanPicture) -> int | None:
    """Return how many alarms stand on a plan, or None for who may not read them."""
    head = picture.plan.head
    if not request.scope.may(PermissionName.READ_PLAN_ALARMS, tenant=head.municipality_code):
        return None
    found = plan_alarms(head.id, on=timezone.localdate(), by=request.scope)
    return len(found.standing) if found else None


def plan_or_404(name: str) -> PlanPicture:
    """Return a plan.

    Raises:
        Http404: when there is no such plan.
    """
    found = plan_picture(name)
    if found is None:
        raise Http404(_("There is no such plan."))
    return found


def period_words(picture: PlanPicture) -> str:
    """Write the years of a plan."""
    first, last = picture.plan.head.period_start, picture.plan.head.period_end
    return str(first) if first == last else f"{first}–{last}"
