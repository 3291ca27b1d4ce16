"""Addresses of the administrator's desk."""

from django.urls import path

from baken.desks.administrator import views

urlpatterns = [
    path("bureau/administrator/", views.people, name="desk-administrator"),
    path("mensen/uitnodigen/", views.invite, name="invite-person"),
    path("mensen/<int:identifier>/", views.person, name="person"),
    path("mensen/<int:identifier>/rol/", views.change_role, name="change-role"),
    path("mensen/<int:identifier>/account/", views.change_account, name="change-account"),
]
