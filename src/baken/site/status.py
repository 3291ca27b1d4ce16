"""Whether the site is well: for load balancers and for ``baken run``."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from baken import __version__
from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs


@needs(ANYONE)
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok", "version": __version__})
