"""Every address of the site, by area."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("khuyencong.web.accounts.sign_in_urls")),
    path("accounts/", include("khuyencong.web.accounts.urls")),
]
