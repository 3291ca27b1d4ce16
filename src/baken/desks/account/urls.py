"""Addresses of logging in and of one's own account."""

from django.urls import path

from baken.desks.account import enrol, log_in, mine, organisation

urlpatterns = [
    path("inloggen/", log_in.log_in, name="log-in"),
    path("inloggen/code/", log_in.log_in_code, name="log-in-code"),
    path("inloggen/tweede-factor/", enrol.log_in_enrol, name="log-in-enrol"),
    path("inloggen/organisatie/", organisation.log_in_at_organisation, name="log-in-organisation"),
    path(
        "inloggen/organisatie/terug/",
        organisation.return_from_organisation,
        name="log-in-organisation-return",
    ),
    path("uitgelogd/", organisation.logged_out, name="logged-out"),
    path("uitloggen/", log_in.log_out, name="log-out"),
    path("wachtwoord/<str:secret>/", mine.password_by_link, name="password-by-link"),
    path("account/", mine.account, name="account"),
    path("account/wachtwoord/", mine.change_password, name="change-password"),
    path("account/tweede-factor/", enrol.enrol, name="account-enrol"),
    path("account/sessies/", mine.end_session, name="end-session"),
    path("account/bevestigen/<slug:what>/", mine.confirm, name="account-confirm"),
]
