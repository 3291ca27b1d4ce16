"""Addresses of the privacy officer's desk."""

from django.urls import path

from baken.desks.steward import decisions, exceptions, held, log, register, views

urlpatterns = [
    path("bureau/privacy-officer/", views.desk, name="desk-privacy-officer"),
    path("logboek/", log.audit_log, name="audit-log"),
    path("logboek/logboek.csv", log.audit_log_as_csv, name="audit-log-csv"),
    path("logboek/controle/", log.verification, name="audit-verification"),
    path("verwerkingen/", register.processing, name="processing-register"),
    path("bewaartermijnen/", register.retention, name="retention-calendar"),
    path("verborgen-aantallen/", decisions.decisions, name="decisions"),
    path("verborgen-aantallen/besluiten.csv", decisions.decisions_as_csv, name="decisions-csv"),
    path("wat-is-bewaard/", held.what_is_held, name="what-is-held"),
    path("uitzonderingen/", exceptions.listed, name="person-column-exceptions"),
    path("uitzonderingen/vragen/", exceptions.ask, name="ask-exception"),
    path("uitzondering/<uuid:identifier>/instemmen/", exceptions.agree, name="agree-exception"),
    path(
        "uitzondering/<uuid:identifier>/intrekken/", exceptions.withdraw, name="withdraw-exception"
    ),
]
