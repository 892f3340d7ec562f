"""The six-monthly review of rights: a table of who holds what, a signature, an Excel file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.core.refusals import Refusal
from khuyencong.directory import actions
from khuyencong.directory.models import RightsReview
from khuyencong.directory.queries.people import half_year, members_of
from khuyencong.web.people.administered import Domain, reviewers_only
from khuyencong.web.people.sheet import rights_sheet


@reviewers_only
def review(request: HttpRequest, domain: Domain) -> HttpResponse:
    """Who holds what in one body, signed off once in each half-year."""
    body = domain.body(request.GET.get("body", ""))
    if request.method == "POST":
        try:
            actions.sign_off_review(organisation=body, by=request.user, on=domain.on)
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("The review is signed."))
        return redirect(f"{reverse('people:review')}?body={body.pk}")

    past = list(RightsReview.objects.filter(organisation=body).select_related("reviewed_by").order_by("-period"))
    period = half_year(domain.on)
    context = {
        "body": body,
        "bodies": domain.bodies,
        "rows": members_of(body, domain.on),
        "past": past,
        "period": period,
        "signed": next((one for one in past if one.period == period), None),
        "today": domain.on,
    }
    return render(request, "people/review.html", context)


@reviewers_only
def export(request: HttpRequest, domain: Domain) -> HttpResponse:
    """The same table as a workbook."""
    body = domain.body(request.GET.get("body", ""))
    response = HttpResponse(
        rights_sheet(body, members_of(body, domain.on), domain.on),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="ra-soat-quyen-{body.key}-{domain.on:%Y%m%d}.xlsx"'
    return response
