"""One's own account, and the door for invited people."""

from django.urls import path

from khuyencong.web.accounts import own

app_name = "accounts"
urlpatterns = [
    path("", own.profile, name="profile"),
    path("sessions/", own.sessions, name="sessions"),
    path("invitation/<str:token>/", own.invitation, name="invitation"),
]
