"""Addresses of the front of the site."""

from django.urls import path

from baken.desks.front import deliveries, figure, home, municipalities, reading, searching

urlpatterns = [
    path("", home.home, name="home"),
    path("zoeken/", searching.search, name="search"),
    path("gemeenten/", municipalities.municipalities, name="municipalities"),
    path("gemeenten.csv", municipalities.download, name="municipalities-csv"),
    path("cijfer/<str:indicator>/<slug:code>/<int:year>/", figure.figure, name="figure"),
    path("gegevens/", deliveries.sources, name="sources"),
    path("gegevens/<uuid:identifier>/", deliveries.delivery, name="delivery"),
    path("uitleg/", reading.explanation, name="explanation"),
    path("privacy/", reading.privacy, name="privacy"),
    path("toegankelijkheid/", reading.accessibility, name="accessibility"),
    path("licentie/", reading.licence, name="licence"),
    path("stijlgids/", reading.style_guide, name="style-guide"),
]
