"""Every address of the site; each view names its permission."""

from django.urls import path

from baken.site import status

urlpatterns = [
    path("healthz", status.healthz, name="healthz"),
]
