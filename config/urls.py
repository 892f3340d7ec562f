"""Every address of the site, by area."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("khuyencong.web.accounts.sign_in_urls")),
    path("accounts/", include("khuyencong.web.accounts.urls")),
    path("people/", include("khuyencong.web.people.urls")),
    path("jobs/", include("khuyencong.web.jobs.urls")),
    path("", include("khuyencong.web.health.urls")),
]
