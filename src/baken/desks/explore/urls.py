"""Addresses of the pages on which the crime statistics are explored."""

from django.urls import path

from baken.desks.explore import comparing, here, peers, ranking, reading, types

urlpatterns = [
    path("vergelijken/", comparing.compare_page, name="compare"),
    path("vergelijken/bestand.<slug:form>", comparing.compare_file, name="compare-file"),
    path("soorten/", types.types_page, name="types"),
    path("soorten/<str:indicator>/", types.type_page, name="type"),
    path("soorten/<str:indicator>/bestand.<slug:form>", types.type_file, name="type-file"),
    path("ranglijst/", ranking.ranking_page, name="ranking"),
    path("ranglijst/bestand.<slug:form>", ranking.ranking_file, name="ranking-file"),
    path("gemeente/<slug:code>/vergelijkbaar/", peers.peers_page, name="peers"),
    path(
        "gemeente/<slug:code>/vergelijkbaar/bestand.<slug:form>",
        peers.peers_file,
        name="peers-file",
    ),
    path("mijn-wijk/", here.my_place, name="my-place"),
    path("mijn-wijk/hier/", here.place_here, name="place-here"),
    path("hulp/", reading.help_page, name="help"),
]
