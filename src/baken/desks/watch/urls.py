"""Addresses of what is unusual this week, and of the check of the watch."""

from django.urls import path

from baken.desks.watch import views

urlpatterns = [
    path("ongewoon/", views.unusual, name="unusual"),
    path("ongewoon/lijst.csv", views.as_csv, name="unusual-csv"),
    path("ongewoon/lijst.json", views.as_json, name="unusual-json"),
    path("ongewoon/ijking/", views.calibration, name="watch-calibration"),
    path("ongewoon/doen/", views.run_day, name="run-police-day"),
    path("ongewoon/ijking/doen/", views.run_check, name="check-watch"),
]
