"""Addresses of area scans and of the statements in them."""

from django.urls import URLPattern, path

from baken.desks.area_scan import statements, views
from baken.vocabulary.area import AreaLevel

_WORDS = {AreaLevel.WIJK: "wijk", AreaLevel.BUURT: "buurt"}


def _of_level(level: AreaLevel) -> list[URLPattern]:
    start, known = f"{_WORDS[level]}/<slug:code>/gebiedsscan", {"level": level}
    return [
        path(f"{start}/", views.page, known, name=f"{level}-scan"),
        path(f"{start}.pdf", views.pdf, known, name=f"{level}-scan-pdf"),
        path(f"{start}.docx", views.docx, known, name=f"{level}-scan-docx"),
    ]


urlpatterns = [
    *(pattern for level in _WORDS for pattern in _of_level(level)),
    path("verklaringen/", statements.choose, name="choose-statements"),
    path("verklaringen/<slug:code>/", statements.of_area, name="statements"),
    path("verklaringen/<slug:code>/ondertekenen/", statements.sign, name="sign-statement"),
    path("verklaring/<uuid:identifier>/tonen/", statements.show, name="show-statement"),
    path("verklaring/<uuid:identifier>/intrekken/", statements.withdraw, name="withdraw-statement"),
]
