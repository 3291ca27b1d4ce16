"""The scan on screen, as PDF and for Word."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.area_scan.document import document_of
from baken.desks.area_scan.wording import short_name
from baken.flows.area_scan import AreaScan, area_scan
from baken.foundation.paper.pdf import to_pdf
from baken.foundation.paper.screen import to_screen
from baken.foundation.paper.word import to_docx
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.partners.scope import VISITOR
from baken.vocabulary.area import AreaLevel, level_of, parse_area_code
from baken.vocabulary.paper import Document

PUBLIC = {"versie": "openbaar"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs(READ_PUBLISHED)
@require_safe
def page(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Show the scan of a wijk or buurt: who works there sees more."""
    scan = _scan_or_404(request, code, level)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    document = _document(request, scan, level)
    shown = {
        "scan": scan,
        "document": document,
        "paper": to_screen(document),
        "crumbs": _crumbs(scan),
        "area_href": reverse(str(level), args=[code]),
        "pdf": reverse(f"{level}-scan-pdf", args=[code]) + asked,
        "docx": reverse(f"{level}-scan-docx", args=[code]) + asked,
        "works_here": bool(scan.full or request.GET.get("versie")),
    }
    return render(request, "area_scan/scan.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def pdf(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the scan as a PDF that a screen reader can read."""
    scan = _scan_or_404(request, code, level)
    content = to_pdf(_document(request, scan, level))
    return _file(content, "application/pdf", scan, "pdf")


@needs(READ_PUBLISHED)
@require_safe
def docx(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the scan as a Word file."""
    scan = _scan_or_404(request, code, level)
    return _file(to_docx(_document(request, scan, level)), WORD, scan, "docx")


def _scan_or_404(request: HttpRequest, code: str, level: AreaLevel) -> AreaScan:
    try:
        known = parse_area_code(code)
    except ValueError:
        raise Http404(_("There is no such area.")) from None
    if known != code or level_of(known) is not level:
        raise Http404(_("There is no such area."))
    # Who works here can see what everybody sees: the version for residents.
    by = VISITOR if request.GET.get("versie") == PUBLIC["versie"] else request.scope
    scan = area_scan(known, today=timezone.localdate(), by=by)
    if scan is None:
        raise Http404(_("There is no such area."))
    return scan


def _document(request: HttpRequest, scan: AreaScan, level: AreaLevel) -> Document:
    address = request.build_absolute_uri(reverse(f"{level}-scan", args=[scan.area.code]))
    return document_of(scan, address, settings.BAKEN_CONTACT)


def _crumbs(scan: AreaScan) -> list[dict[str, str]]:
    above = [area for area in (scan.municipality, scan.wijk) if area and area != scan.area]
    return [
        {"label": _("Municipalities"), "url": reverse("municipalities")},
        *({"label": a.name, "url": reverse(str(a.level), args=[a.code])} for a in above),
        {
            "label": scan.area.name,
            "url": reverse(str(scan.area.level), args=[scan.area.code]),
        },
        {"label": _("Area scan"), "url": ""},
    ]


def _file(content: bytes, kind: str, scan: AreaScan, ending: str) -> HttpResponse:
    place = short_name(scan.area.name).lower().replace(" ", "-")
    plain = "".join(letter for letter in place if letter.isascii() and letter not in '"\\/;')
    version = "-volledig" if scan.full else ""
    response = HttpResponse(content, content_type=kind)
    name = f"gebiedsscan-{plain}-{scan.today:%Y-%m-%d}{version}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
