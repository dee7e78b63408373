"""The door itself: what each way of coming in ends with, on whatever device."""

from datetime import timedelta

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from people import browser_sessions
from people.models import Person

SHARED_COOKIE = "shared_device"
_A_YEAR = timedelta(days=365)


def come_in(
    request: HttpRequest, person: Person, *, shared: bool | None = None
) -> HttpResponse:
    """Go through allauth's door, which asks for a second factor where there is one.

    A device that others use too ends the session early; it stays known as such until
    somebody says that it is their own. `shared=None` is a page that does not ask.
    """
    login = Login(user=person, redirect_url=get_next_redirect_url(request))
    response: HttpResponse = perform_password_login(request, {}, login)
    if shared:
        browser_sessions.end_early(request.session)
        _remember_shared(response)
    elif shared is not None:
        response.delete_cookie(SHARED_COOKIE)
    return response


def is_shared(request: HttpRequest) -> bool:
    """Say whether somebody said of this device that others use it too."""
    return request.COOKIES.get(SHARED_COOKIE) == "yes"


def _remember_shared(response: HttpResponse) -> None:
    response.set_cookie(
        SHARED_COOKIE,
        "yes",
        max_age=_A_YEAR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
