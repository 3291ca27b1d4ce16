"""Addresses of plans and of what can be taken along."""

from django.urls import path

from baken.desks.planning import exports, views

_ONE = "plannen/<slug:name>/"

urlpatterns = [
    path("plannen/", views.all_plans, name="plans"),
    path("plannen/leeg.xlsx", exports.plan_template, name="plan-template"),
    path(_ONE, views.one_plan, name="plan"),
    path(f"{_ONE}maatregelen.<slug:form>", exports.measures_file, name="plan-measures"),
    path(f"{_ONE}plan.xlsx", exports.plan_xlsx, name="plan-xlsx"),
    path(f"{_ONE}plan.toml", exports.plan_toml, name="plan-toml"),
]
