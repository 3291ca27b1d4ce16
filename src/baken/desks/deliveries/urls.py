"""Addresses of the data steward's desk."""

from django.urls import path

from baken.desks.deliveries import choosing, desk, jobs, listing, notices

urlpatterns = [
    path("bureau/data-steward/", desk.desk, name="desk-data-steward"),
    path("aanleveren/", desk.bring_in_files, name="bring-in-files"),
    path("aanleveren/<uuid:identifier>/", choosing.choose, name="upload"),
    path("aanleveren/<uuid:identifier>/opnemen/", choosing.take_in, name="take-in-upload"),
    path("aanleveren/<uuid:identifier>/weg/", choosing.discard, name="discard-upload"),
    path("opdracht/<uuid:identifier>/", jobs.job, name="job"),
    path("opdracht/<uuid:identifier>/afbreken/", jobs.cancel, name="cancel-job"),
    path("aanleveringen/", listing.deliveries, name="deliveries"),
    path("wat-niet-klopt/", notices.notices, name="quality-notices"),
    path("wat-niet-klopt/<int:notice>/", notices.step, name="quality-step"),
]
