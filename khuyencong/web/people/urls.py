"""Addresses of the people of a unit."""

from django.urls import path

from khuyencong.web.people import one, review, views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("invitation/", views.invite, name="invite"),
    path("review/", review.review, name="review"),
    path("review/export.xlsx", review.export, name="review-export"),
    path("roles/<int:pk>/end/", one.role_end, name="role-end"),
    path("<int:pk>/", one.person, name="person"),
    path("<int:pk>/role/", one.role, name="role"),
    path("<int:pk>/invitation/", one.invitation, name="invitation"),
    path("<int:pk>/second-factor/", one.second_factor, name="second-factor"),
    path("<int:pk>/departure/", one.departure, name="departure"),
]
