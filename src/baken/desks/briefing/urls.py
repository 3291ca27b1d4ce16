"""Addresses of the morning: the briefing, what was seen, the weekly meeting."""

from django.urls import path

from baken.desks.briefing import meetings, page, places, seen

urlpatterns = [
    path("ochtend/", places.choose, name="morning"),
    path("ochtend/<slug:slug>/", page.page, name="morning-of"),
    path("ochtend/<slug:slug>.pdf", page.pdf, name="morning-pdf"),
    path("ochtend/<slug:slug>.json", page.json, name="morning-json"),
    path("ochtend/<slug:slug>/gezien/", seen.page, name="sightings"),
    path("ochtend/<slug:slug>/gezien/schrijven/", seen.write, name="write-sighting"),
    path(
        "ochtend/<slug:slug>/gezien/<uuid:identifier>/weg/",
        seen.withdraw,
        name="withdraw-sighting",
    ),
    path("straatfoto/<uuid:identifier>/", seen.photo, name="sighting-photo"),
    path("ochtend/<slug:slug>/overleg/", meetings.page, name="meetings"),
    path("ochtend/<slug:slug>/overleg/beginnen/", meetings.begin, name="begin-meeting"),
    path("overleg/<uuid:identifier>/", meetings.one, name="meeting"),
    path("overleg/<uuid:identifier>/punt/", meetings.put, name="add-meeting-item"),
    path("overleg/<uuid:identifier>/sluiten/", meetings.close, name="close-meeting"),
    path("overleg/punt/<uuid:item>/besluit/", meetings.decide, name="decide-meeting-item"),
    path("overleg/punt/<uuid:item>/weg/", meetings.drop, name="drop-meeting-item"),
    path("overleg/punt/<uuid:item>/uitkomst/", meetings.tell, name="tell-outcome"),
]
