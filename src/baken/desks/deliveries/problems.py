"""What is wrong with a file, in the words of the reader, and the part of the help about it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baken.catalogue.problems import known_problem
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem as told; ``help`` is the part of the help page, "" where there is none.

    ``foreign``: the message has no words in the reader's language and is shown as it was raised.
    """

    text: str
    help: str
    foreign: bool


def shown_problem(message: str) -> ShownProblem | None:
    """Return a message of intake for the reader, or None when there is none."""
    if not message:
        return None
    language = get_language() or "nl"
    found = known_problem(message)
    if found is None:
        return ShownProblem(message, "", foreign=not language.startswith("en"))
    problem, parameters = found
    return ShownProblem(problem.told(parameters, language), problem.help, foreign=False)


@needs(DELIVER_FILES)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain which files are read, and what to do with one that is not."""
    crumbs = [
        {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
        {"label": _("Help with files")},
    ]
    return render(request, "deliveries/help.html", {"crumbs": crumbs})
