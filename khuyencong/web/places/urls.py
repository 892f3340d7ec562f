"""Addresses of places."""

from django.urls import path

from khuyencong.web.places import views

app_name = "places"
urlpatterns = [
    path("", views.places, name="list"),
    path("<int:pk>/", views.place, name="place"),
]
