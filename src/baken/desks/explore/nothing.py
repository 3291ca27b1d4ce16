"""What the pages say while there are no figures at all."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class NoFiguresYet(Http404):
    """Nothing was delivered of what is asked, or nothing was computed from it yet."""


def or_say_so(request: HttpRequest, show: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page, or the one that says that there are no figures and what to do about it."""
    try:
        return show()
    except NoFiguresYet:
        return render(request, "no_figures.html")
