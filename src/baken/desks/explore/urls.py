"""Addresses of the pages on which the crime statistics are explored."""

from django.urls import path

from baken.desks.explore import comparing

urlpatterns = [
    path("vergelijken/", comparing.compare_page, name="compare"),
    path("vergelijken/bestand.<slug:form>", comparing.compare_file, name="compare-file"),
]
