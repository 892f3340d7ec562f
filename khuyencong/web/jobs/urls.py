"""Addresses of jobs."""

from django.urls import path

from khuyencong.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<str:reference>/", views.job, name="job"),
    path("<str:reference>/cancellation/", views.cancellation, name="cancellation"),
]
