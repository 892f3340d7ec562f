"""Putting an uploaded plan into the books, or throwing the upload away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from khuyencong.planning.actions.drafting import ask_to_register, remove_draft
from khuyencong.planning.drafts import written_facts
from khuyencong.planning.queries.drafting import before_registering, draft_page
from khuyencong.web.planning.drafts import own_draft, read_draft
from khuyencong.web.reading import scope_of


def registration(request: HttpRequest, reference: str) -> HttpResponse:
    """Look once more at what will be registered, then register it."""
    draft = read_draft(request, reference)
    if request.method == "POST":
        version = request.POST.get("version", "")
        job = ask_to_register(
            draft=draft,
            version=int(version) if version.isdecimal() else 0,
            by=request.user,
            on=timezone.localdate(),
        )
        return redirect("jobs:job", reference=job.reference)
    page = draft_page(draft, show="", number=1)
    totals = draft.totals.get("everything", {})
    facts = written_facts(draft)
    before = before_registering(scope_of(request), facts, on=timezone.localdate())
    context = {"draft": draft, "page": page, "facts": facts, "totals": totals, "before": before}
    return render(request, "planning/registration.html", context)


def removal(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask before throwing the upload away."""
    draft = own_draft(request, reference)
    if request.method == "POST":
        remove_draft(draft=draft, by=request.user)
        return redirect("desk:home")
    return render(request, "planning/draft_removal.html", {"draft": draft})
