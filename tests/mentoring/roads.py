"""Addresses for tests of the frame and the error pages: what the product has not."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from mentoring.frame import NAVIGATION
from mentoring.urls import handler400, handler403, handler404, handler500
from mentoring.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@login_not_required
def anywhere(_request: HttpRequest, **_kwargs: str) -> HttpResponse:
    return HttpResponse("here")


@login_not_required
def stumble(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@login_not_required
def refuse(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
def suspect(_request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


@login_not_required
def read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("name", ""))


def _places() -> list[URLPattern | URLResolver]:
    """Give each place of the navigation an address, also where no page exists yet."""
    spaces: dict[str, list[URLPattern]] = {}
    for place in NAVIGATION:
        space, _colon, name = place.name.rpartition(":")
        road = path(f"{space}/{name}/", anywhere, name=name)
        spaces.setdefault(space, []).append(road)
    plain = [road for road in spaces.pop("") if road.name != "today"]
    return [*plain, *(path("", include((spaces[one], one))) for one in spaces)]


urlpatterns = [
    *_places(),  # first: where a name exists twice, these win
    *ours,
    path("stumble/", stumble),
    path("refuse/", refuse),
    path("suspect/", suspect),
    path("read/", read),
    path("open/<str:token>/", anywhere),
]
