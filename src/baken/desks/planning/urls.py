"""Addresses of plans and of what can be taken along."""

from django.urls import path

from baken.desks.planning import alarm_views, exports, taking_in, views

_ONE = "plannen/<slug:name>/"
_OFFERED = "plannen/opnemen/<uuid:identifier>/"

urlpatterns = [
    path("plannen/", views.all_plans, name="plans"),
    path("plannen/leeg.xlsx", exports.plan_template, name="plan-template"),
    path("plannen/opnemen/", taking_in.offer_page, name="offer-plan"),
    path("plannen/opnemen/werkmap/", taking_in.offer, name="offer-plan-file"),
    path(f"{_OFFERED}", taking_in.offered, name="offered-plan"),
    path(f"{_OFFERED}verbeteren.xlsx", taking_in.mended_file, name="mended-plan-file"),
    path(f"{_OFFERED}vaststellen/", taking_in.take_in, name="take-in-plan"),
    path(_ONE, views.one_plan, name="plan"),
    path(f"{_ONE}maatregelen.<slug:form>", exports.measures_file, name="plan-measures"),
    path(f"{_ONE}plan.xlsx", exports.plan_xlsx, name="plan-xlsx"),
    path(f"{_ONE}plan.toml", exports.plan_toml, name="plan-toml"),
    path(f"{_ONE}alarmen/", alarm_views.of_plan, name="plan-alarms"),
    path(f"{_ONE}nagekomen/", alarm_views.note, name="note-fulfilment"),
    path("nagekomen/<uuid:identifier>/", alarm_views.withdraw, name="withdraw-fulfilment"),
    path("alarmen/", alarm_views.mine, name="my-plan-alarms"),
    path("alarmen/gezien/", alarm_views.seen, name="see-plan-alarms"),
    path("alarm/<uuid:identifier>/", alarm_views.one, name="plan-alarm"),
    path("alarm/<uuid:identifier>/behandelen/", alarm_views.handle, name="handle-plan-alarm"),
]
