"""Addresses of annual plans and of uploaded workbooks."""

from django.urls import path

from khuyencong.web.planning import corrections, drafts, files, plans, registration

app_name = "planning"
urlpatterns = [
    path("", plans.plans, name="plans"),
    path("summary/", plans.summary, name="summary"),
    path("consolidated.xlsx", files.consolidated_workbook, name="consolidated-workbook"),
    path("consolidated.docx", files.consolidated_document, name="consolidated-document"),
    path("template.xlsx", files.template, name="template"),
    path("drafts/new/", drafts.new, name="new-draft"),
    path("drafts/<str:reference>/", drafts.draft, name="draft"),
    path("drafts/<str:reference>/checked.xlsx", files.checked_workbook, name="checked-workbook"),
    path("drafts/<str:reference>/facts/", corrections.facts, name="draft-facts"),
    path("drafts/<str:reference>/lines/<int:row>/", corrections.line, name="draft-line"),
    path("drafts/<str:reference>/registration/", registration.registration, name="registration"),
    path("drafts/<str:reference>/reading/", drafts.reading, name="draft-reading"),
    path("drafts/<str:reference>/removal/", registration.removal, name="draft-removal"),
    path("<str:reference>/", plans.plan, name="plan"),
]
