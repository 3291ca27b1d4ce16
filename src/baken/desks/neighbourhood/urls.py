"""Addresses of plans of wijken: to read them, and to write them."""

from django.urls import path

from baken.desks.neighbourhood import parts, public, views

_ONE = "bureau/wijkplannen/<uuid:identifier>/"
_PART = f"{_ONE}deel/<uuid:thread>/"

urlpatterns = [
    path("wijkplannen/", public.published_plans, name="neighbourhood-plans"),
    path("wijkplannen/<slug:code>/", public.published_plan, name="neighbourhood-plan"),
    path("wijkplannen/<slug:code>/deurkaart.pdf", public.published_card, name="door-card"),
    path("bureau/wijkplannen/", views.drafts, name="neighbourhood-drafts"),
    path("bureau/wijkplannen/beginnen/", views.begin, name="begin-neighbourhood-plan"),
    path(_ONE, views.draft, name="neighbourhood-draft"),
    path(f"{_ONE}deurkaart.pdf", views.draft_card, name="draft-door-card"),
    path(f"{_ONE}publiceren/", views.publish, name="publish-neighbourhood-plan"),
    path(f"{_ONE}intrekken/", views.withdraw, name="withdraw-neighbourhood-plan"),
    path(f"{_ONE}nieuw/<slug:kind>/", parts.new_part, name="new-neighbourhood-part"),
    path(_PART, parts.part, name="neighbourhood-part"),
    path(f"{_PART}weg/", parts.remove, name="remove-neighbourhood-part"),
    path(f"{_PART}terug/", parts.undo, name="undo-neighbourhood-part"),
    path(f"{_PART}versies/", parts.versions, name="neighbourhood-versions"),
]
