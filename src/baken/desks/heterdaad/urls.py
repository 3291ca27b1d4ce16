"""Addresses of the page on being caught in the act."""

from django.urls import path

from baken.desks.heterdaad import views

urlpatterns = [
    path("heterdaad/<slug:code>/", views.page, name="heterdaad"),
    path("heterdaad/<slug:code>.csv", views.table, name="heterdaad-csv"),
]
