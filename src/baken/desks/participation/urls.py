"""Addresses of conversations, quotes, themes, reach, and of what everybody may read of them."""

from django.urls import path

from baken.desks.participation import checking, heard, outside, talks, themes

_QUOTE = "citaat/<uuid:identifier>/"

urlpatterns = [
    path("u-vroeg-wij-deden/", outside.places, name="voices-places"),
    path("u-vroeg-wij-deden/<slug:code>/", outside.voices, name="voices"),
    path("gesprekken/", talks.all_talks, name="talks"),
    path("gesprekken/aanleveren/", talks.bring_in, name="bring-in-talks"),
    path("gesprekken/voorbeeld.csv", talks.example, name="talks-example"),
    path("gesprekken/nieuw/", talks.write, name="write-talk"),
    path("gesprekken/nakijken/", checking.queue, name="check-quotes"),
    path("gesprekken/bereik/", heard.reach, name="reach"),
    path("gesprekken/themas/", themes.all_themes, name="own-themes"),
    path("gesprekken/themas/zoeken/", themes.search, name="search-themes"),
    path("gesprekken/themas/besluit/", themes.answer, name="answer-theme"),
    path("gesprekken/themas/openbaar/", themes.publish, name="publish-themes"),
    path("gesprekken/themas/wijzigen/<slug:act>/", themes.change, name="change-themes"),
    path("gesprek/<uuid:identifier>/", talks.one_talk, name="talk"),
    path(_QUOTE, checking.one, name="quote"),
    path(f"{_QUOTE}weghalen/", checking.remove, name="remove-from-quote"),
    path(f"{_QUOTE}stap/", checking.step, name="step-quote"),
    path(f"{_QUOTE}toestemming-intrekken/", checking.withdraw_consent, name="withdraw-consent"),
    path(f"{_QUOTE}besluit/", checking.answer, name="answer-quote"),
    path(f"{_QUOTE}verplaatsen/", themes.move, name="move-quote"),
]
