"""Addresses of the law."""

from django.urls import path

from khuyencong.web.policy import activities, instruments, norms

app_name = "policy"
urlpatterns = [
    path("", norms.listing, name="norms"),
    path("difference/", norms.difference, name="difference"),
    path("norms/<str:key>/", norms.one, name="norm"),
    path("norms/<str:key>/confirmation/", norms.confirmation, name="norm-confirmation"),
    path("instruments/", instruments.listing, name="instruments"),
    path("instruments/<path:key>/", instruments.one, name="instrument"),
    path("activities/", activities.listing, name="activities"),
]
