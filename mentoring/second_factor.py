"""A second factor for whoever may see or change much, where the company wants one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mentoring.frame import ADMINISTRATOR, COORDINATOR, HR, roles_of
from people.http import shown_by

GetResponse = Callable[[HttpRequest], HttpResponse]
NEEDING = frozenset({ADMINISTRATOR, HR, COORDINATOR})
#: What is open to whoever has no second factor yet: setting one up, and going away.
OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "set_language",
        "theme",
        "health",
        "welcome",
        "welcome_post",
    }
)


class SecondFactorMiddleware:
    """Send whoever needs a second factor, and showed none, to the page that makes one.

    Somebody who has one was asked for it at sign-in: allauth lets nobody past it. A
    browser that was in before it was made shows it on the page it is sent to.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name is None or name in OPEN or name.startswith("mfa_"):
            return None
        return redirect("mfa_index") if _is_wanting(request) else None


def _is_wanting(request: HttpRequest) -> bool:
    """Say whether this person needs a second factor and has shown none."""
    return (
        settings.REQUIRE_MFA
        and request.user.is_authenticated
        and "mfa" not in shown_by(request)
        and not NEEDING.isdisjoint(roles_of(request.user))
    )
