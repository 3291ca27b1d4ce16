"""Addresses of the policy indicators of a municipality and of what can be downloaded."""

from django.urls import path

from baken.desks.indicators import exports, views

_ALL, _ONE = "gemeente/<slug:code>/indicatoren/", "gemeente/<slug:code>/indicatoren/<slug:name>/"

urlpatterns = [
    path(_ALL, views.table, name="policy-indicators"),
    path(f"{_ALL}tabel.<slug:form>", exports.table_file, name="policy-indicators-file"),
    path(_ONE, views.indicator, name="policy-indicator"),
    path(f"{_ONE}cijfers.<slug:form>", exports.values_file, name="policy-indicator-file"),
    path(f"{_ONE}grafiek.svg", exports.chart_svg, name="policy-indicator-svg"),
    path(f"{_ONE}kaart.svg", exports.map_svg, name="policy-indicator-map"),
    path(f"{_ONE}trechter.svg", exports.funnel_svg, name="policy-indicator-funnel"),
]
