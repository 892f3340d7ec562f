"""Addresses of the work desk and the one search box."""

from django.urls import path

from khuyencong.web.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
]
