"""Addresses of phases."""

from django.urls import path

from baken.desks.escalation import deciding, trying, views

_AREA = "fases/<slug:model>/<str:area>/"

urlpatterns = [
    path("fases/", views.phases, name="phases"),
    path("fases/alle.<slug:form>", views.phases_file, name="phases-file"),
    path("fases/proef/", trying.phase_trials, name="phase-trials"),
    path("fases/proef/<uuid:identifier>/", trying.phase_trial, name="phase-trial"),
    path("fases/proef/<uuid:identifier>/gelden/", trying.set_rules, name="set-phase-rules"),
    path("fases/taak/<uuid:identifier>/", deciding.task, name="package-task"),
    path(_AREA, views.area, name="area-phase"),
    path(f"{_AREA}weken.<slug:form>", views.area_file, name="area-phase-file"),
    path(f"{_AREA}driehoek/", views.driehoek, name="area-driehoek"),
    path(f"{_AREA}besluit/", deciding.rule, name="rule-on-phase"),
    path(f"{_AREA}met-de-hand/", deciding.by_hand, name="phase-by-hand"),
    path(f"{_AREA}met-de-hand/einde/", deciding.end_by_hand, name="end-phase-by-hand"),
    path(f"{_AREA}pakket/", deciding.put_to_work, name="put-package-to-work"),
]
