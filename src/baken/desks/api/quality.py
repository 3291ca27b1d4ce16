"""Data-quality notices: what does not fit in the delivered data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from baken.desks.api.answers import answer
from baken.desks.api.contract import api, declared
from baken.desks.api.paging import Listed, PageAsked
from baken.desks.api.shapes import QualityNoticePage
from baken.foundation.intake.quality.notices import QualityNoticeFact, quality_notices


@api.get(
    "/quality-notices",
    **declared(QualityNoticePage, "quality-notices", "deliveries", "Kwaliteitssignalen"),
)
def list_quality_notices(request: HttpRequest, page: Query[PageAsked]) -> HttpResponse:
    """List what does not fit in the delivered data, with the arithmetic."""

    def make() -> object:
        found = quality_notices()
        shown = found[page.after : page.after + page.page_size]
        return Listed([_out(each) for each in shown], len(found)).content(request, page)

    return answer(request, make)


def _out(notice: QualityNoticeFact) -> dict[str, Any]:
    return {
        "id": notice.id,
        "check": notice.check,
        "area": notice.area,
        "period": notice.period,
        "subject": notice.subject,
        "sentenceNl": notice.sentence_nl,
        "sentenceEn": notice.sentence_en,
        "arithmetic": dict(notice.arithmetic),
        "foundAt": notice.found_at.isoformat(),
    }
