"""Addresses of proposals."""

from django.urls import path

from khuyencong.web.proposals import listing, one, views

app_name = "proposals"
urlpatterns = [
    path("", listing.proposals, name="list"),
    path("export.xlsx", listing.export, name="export"),
    path("views/", views.save, name="save-view"),
    path("views/<int:pk>/removal/", views.remove, name="remove-view"),
    path("<str:reference>/", one.proposal, name="proposal"),
]
