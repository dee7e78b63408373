"""The pages for what went wrong; none reads a body first, a session or a table.

Django's own 400 and 500 read `request.POST` again, and fail again when the body was
the reason; a page with our whole frame would ask the database who is there.
"""

from collections.abc import ItemsView
from http import HTTPStatus
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.debug import SafeExceptionReporterFilter

from mentoring.frame import Frame
from people.http import typed_again

OWN_FORM = "CSRF"  # how Django begins its reasons about the token of a form of ours


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that we could not read what the browser sent."""
    del exception  # its words are for the log
    return _page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this page is not for this person, and whom to ask."""
    del exception
    return _page(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, or none that this person may know of."""
    del exception
    return _page(request, "404.html", 404)


def conflict(request: HttpRequest) -> HttpResponse:
    """Say that somebody else was saving at the same moment; typed text comes back."""
    kept = typed_again(request, because="busy", status=HTTPStatus.CONFLICT)
    return kept or _page(request, "409.html", HTTPStatus.CONFLICT)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Ask for patience; allauth's rate limits end here."""
    return _page(request, "429.html", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return _page(request, "500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open for too long, and how to send it again.

    Long text comes back in the page: Django has read the body already. A form of
    another site, whose origin it refuses, gets nothing back.
    """
    kept = (
        typed_again(request, because="stale") if reason.startswith(OWN_FORM) else None
    )
    return kept or _page(request, "403_csrf.html", 403)


class NothingTyped(SafeExceptionReporterFilter):
    """What a report of an error says, on a page, in a log or in a mail: no value.

    Django hides values only where a decorator names them, and never while DEBUG is on.
    """

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Give the names of what was sent."""
        sent = request.POST if request is not None else {}
        return dict.fromkeys(sent, self.cleansed_substitute)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: TracebackType
    ) -> ItemsView[str, Any]:
        """Give none: what somebody typed may stand in any variable."""
        del request, tb_frame
        return dict[str, Any]().items()


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    # Rendered without the request: no context processor runs, so nobody is looked up.
    page = loader.render_to_string(template, {"frame": Frame(request)})
    return HttpResponse(page, status=status)
