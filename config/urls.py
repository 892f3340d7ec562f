"""Every address of the site, by area."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
