"""Every address of the site; each view names its permission."""

from django.urls import include, path
from django.views.i18n import set_language

from baken.site import choices, status

urlpatterns = [
    path("", include("baken.desks.front.urls")),
    path("", include("baken.desks.picture.urls")),
    path("", include("baken.desks.indicators.urls")),
    path("", include("baken.desks.area_scan.urls")),
    path("", include("baken.desks.explore.urls")),
    path("", include("baken.desks.participation.urls")),
    path("", include("baken.desks.planning.urls")),
    path("", include("baken.desks.escalation.urls")),
    path("", include("baken.desks.accounts.urls")),
    path("", include("baken.desks.neighbourhood.urls")),
    path("", include("baken.desks.briefing.urls")),
    path("", include("baken.desks.heterdaad.urls")),
    path("", include("baken.desks.watch.urls")),
    path("", include("baken.desks.account.urls")),
    path("", include("baken.desks.administrator.urls")),
    path("", include("baken.desks.people.urls")),
    path("", include("baken.desks.steward.urls")),
    path("", include("baken.desks.deliveries.urls")),
    path("", include("baken.desks.api.urls")),
    path("taal/", set_language, name="set_language"),
    path("thema/", choices.set_theme, name="set-theme"),
    path("healthz", status.healthz, name="healthz"),
]
handler403 = "baken.site.failures.forbidden"
handler404 = "baken.site.failures.not_found"
handler500 = "baken.site.failures.fault"
