"""The page of a gemeente, wijk or buurt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.picture.addresses import addresses_for
from baken.desks.picture.asked import asked_in
from baken.desks.picture.page import page_of
from baken.flows.area_picture import AreaPicture, picture_of
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.vocabulary.area import AreaLevel, level_of, parse_area_code


@needs(READ_PUBLISHED)
@require_safe
def area_page(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Show one area in one year: what is registered, what changed, and how sure that is."""
    picture = picture_or_404(request, code, level)
    shown = page_of(picture, addresses_for(picture.choice), timezone.localdate())
    return render(request, "picture/area.html", shown)


def picture_or_404(request: HttpRequest, code: str, level: AreaLevel) -> AreaPicture:
    """Return the picture that the address asks.

    Raises:
        Http404: when there is no such area of this level, or nothing is known of it.
    """
    try:
        known = parse_area_code(code)
    except ValueError:
        raise Http404(_("There is no such area.")) from None
    if known != code or level_of(known) is not level:
        raise Http404(_("There is no such area."))
    picture = picture_of(known, asked_in(request.GET), by=request.scope)
    if picture is None:
        raise Http404(_("There is no such area."))
    return picture
