"""Addresses of the policy indicators of a municipality and of what can be downloaded."""

from django.urls import path

from baken.desks.indicators import exports, views

_ALL, _ONE = "gemeente/<slug:code>/indicatoren/", "gemeente/<slug:code>/indicatoren/<slug:name>/"

urlpatterns = [
    path(_ALL, views.table, name="policy-indicators"),
    path(f"{_ALL}tabel.csv", exports.table_csv, name="policy-indicators-csv"),
    path(_ONE, views.indicator, name="policy-indicator"),
    path(f"{_ONE}cijfers.csv", exports.values_csv, name="policy-indicator-csv"),
    path(f"{_ONE}grafiek.svg", exports.chart_svg, name="policy-indicator-svg"),
]
