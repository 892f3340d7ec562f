"""Addresses for whoever watches over the site."""

from django.urls import path

from khuyencong.web.health import views

app_name = "health"
urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]
