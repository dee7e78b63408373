"""Forms on pages that tell nobody their address, nor even that they are ours.

A page with a one-time secret in its address sends `Referrer-Policy: no-referrer`. On
such a page browsers write `Origin: null` above a form too, and Django would refuse it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mentoring.middleware import SECRETS_IN_ADDRESS

GetResponse = Callable[[HttpRequest], HttpResponse]


class NullOriginMiddleware:
    """Take `Origin: null` for our own, where we are the reason that it says so.

    What keeps forms of others out stays: the token of the form must fit the cookie,
    which no other site reads, and which browsers do not send with a form of another
    site (SameSite).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: object,
        _args: object,
        arguments: dict[str, object],
    ) -> None:
        """Look before Django's CSRF middleware does, which comes next."""
        has_secret = not SECRETS_IN_ADDRESS.isdisjoint(arguments)
        if has_secret and request.headers.get("Origin") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
