"""Addresses of the privacy officer's desk."""

from django.urls import path

from baken.desks.steward import views

urlpatterns = [
    path("bureau/privacy-officer/", views.desk, name="desk-privacy-officer"),
    path("logboek/", views.audit_log, name="audit-log"),
]
