"""Addresses of the data steward's desk."""

from django.urls import path

from baken.desks.deliveries import (
    choosing,
    correcting,
    desk,
    jobs,
    listing,
    mappings,
    notices,
    outcome,
    problems,
    registrations,
    waiting,
    withdrawing,
)

urlpatterns = [
    path("bureau/data-steward/", desk.desk, name="desk-data-steward"),
    path("aanleveren/", desk.bring_in_files, name="bring-in-files"),
    path("aanleveren/<uuid:identifier>/", choosing.choose, name="upload"),
    path("aanleveren/<uuid:identifier>/opnemen/", choosing.take_in, name="take-in-upload"),
    path("aanleveren/<uuid:identifier>/kolommen/", choosing.read_columns, name="read-columns"),
    path("kolomindelingen/", mappings.mappings, name="mappings"),
    path("kolomindelingen/<int:mapping>/naam/", mappings.rename, name="rename-mapping"),
    path("kolomindelingen/<int:mapping>/weg/", mappings.remove, name="remove-mapping"),
    path("aanleveren/<uuid:identifier>/weg/", choosing.discard, name="discard-upload"),
    path("aanleveren/hulp/", problems.help_page, name="delivery-help"),
    path("opdracht/<uuid:identifier>/", jobs.job, name="job"),
    path("opdracht/<uuid:identifier>/afbreken/", jobs.cancel, name="cancel-job"),
    path("aanleveringen/", listing.deliveries, name="deliveries"),
    path("aanleveringen/<uuid:identifier>/", outcome.outcome, name="delivery-outcome"),
    path("aanleveringen/<uuid:identifier>/wijzigingen/", outcome.changes, name="delivery-changes"),
    path("aanleveringen/<uuid:identifier>/wachtend/", waiting.waiting, name="waiting-rows"),
    path("aanleveringen/<uuid:identifier>/wachtend.csv", waiting.waiting_file, name="waiting-file"),
    path("aanleveringen/<uuid:identifier>/terzijde/", waiting.set_aside, name="set-rows-aside"),
    path("aanleveringen/<uuid:identifier>/weer-wachten/", waiting.let_wait, name="let-rows-wait"),
    path("aanleveringen/<uuid:identifier>/verbeteren/", correcting.correct, name="correct-rows"),
    path(
        "aanleveringen/<uuid:identifier>/verbeterd/",
        correcting.correct_by_file,
        name="correct-by-file",
    ),
    path(
        "aanleveringen/<uuid:identifier>/verbeterd/<uuid:upload>/",
        correcting.take_in_file,
        name="take-in-corrections",
    ),
    path("aanleveringen/<uuid:identifier>/intrekken/", withdrawing.withdraw, name="withdraw"),
    path("aanleveringen/<uuid:identifier>/terugzetten/", withdrawing.put_back, name="put-back"),
    path("registraties/", registrations.held, name="held-registrations"),
    path("registraties/punt/", registrations.decide_on_point, name="decide-point"),
    path("registraties/dubbel/<int:link>/", registrations.decide_on_link, name="decide-link"),
    path("wat-niet-klopt/", notices.notices, name="quality-notices"),
    path("wat-niet-klopt/<int:notice>/", notices.step, name="quality-step"),
]
