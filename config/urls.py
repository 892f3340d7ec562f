"""Every address of the site, by area."""

from django.urls import include, path

urlpatterns = [
    path("", include("khuyencong.web.desk.urls")),
    path("planning/", include("khuyencong.web.planning.urls")),
    path("proposals/", include("khuyencong.web.proposals.urls")),
    path("establishments/", include("khuyencong.web.establishments.urls")),
    path("places/", include("khuyencong.web.places.urls")),
    path("policy/", include("khuyencong.web.policy.urls")),
    path("people/", include("khuyencong.web.people.urls")),
    path("accounts/", include("khuyencong.web.accounts.sign_in_urls")),
    path("accounts/", include("khuyencong.web.accounts.urls")),
    path("jobs/", include("khuyencong.web.jobs.urls")),
    path("", include("khuyencong.web.health.urls")),
]

handler429 = "khuyencong.web.accounts.own.too_many"
