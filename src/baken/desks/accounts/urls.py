"""Addresses of accounts, their files and their archive."""

from django.urls import path

from baken.desks.accounts import views, writing_desk

_ONE = "verantwoording/<slug:name>/<int:year>/"

urlpatterns = [
    path("verantwoording/", views.all_accounts, name="plan-accounts"),
    path(_ONE, views.one_account, name="plan-account"),
    path(f"{_ONE}verantwoording.<slug:form>", views.account_file_of_year, name="plan-account-file"),
    path(f"{_ONE}archief/<int:number>/", views.archived, name="plan-account-archived"),
    path(
        f"{_ONE}archief/<int:number>/<slug:tongue>.<slug:form>",
        views.archived_file,
        name="plan-account-archived-file",
    ),
    path(f"{_ONE}wijk/<slug:code>/", views.of_wijk, name="plan-account-wijk"),
    path(f"{_ONE}werk/", writing_desk.desk, name="plan-account-desk"),
    path(f"{_ONE}werk/schrijven/", writing_desk.write, name="plan-account-write"),
    path(f"{_ONE}werk/verhaal/", writing_desk.tell, name="plan-account-tell"),
    path(
        f"{_ONE}werk/<slug:kind>/<uuid:identifier>/intrekken/",
        writing_desk.withdraw,
        name="plan-account-withdraw",
    ),
    path(f"{_ONE}concept/", writing_desk.draft, name="plan-account-draft"),
    path(f"{_ONE}vaststellen/", writing_desk.publish, name="plan-account-publish"),
    path(
        f"{_ONE}vaststellen/<uuid:identifier>/",
        writing_desk.publishing,
        name="plan-account-publishing",
    ),
]
