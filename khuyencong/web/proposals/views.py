"""Filters a person keeps for another day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from khuyencong.planning.actions import views as verbs
from khuyencong.planning.models import SavedView


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filters in use under a name."""
    query = request.POST.get("query", "")
    verbs.save_view(user=request.user, name=request.POST.get("name", ""), query=query)
    return redirect(f"{reverse('proposals:list')}?{query}")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a kept view of one's own."""
    view = get_object_or_404(SavedView, pk=pk, user_id=request.user.pk)
    verbs.remove_view(view=view)
    return redirect("proposals:list")
