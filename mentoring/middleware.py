"""What every request gets: the reader's language, and no copy left behind."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from people.browser_sessions import SessionStore
from people.http import typed_again

GetResponse = Callable[[HttpRequest], HttpResponse]
SECRETS_IN_ADDRESS = frozenset({"token", "key"})


class ReaderLanguageMiddleware:
    """Answer a person in their own language, anybody else in that of their browser.

    Unlike Django's LocaleMiddleware it asks the person first: the language belongs to
    the person, so that page and post agree on every device.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


class LastSeenMiddleware:
    """Let each browser carry when it was last here: no row is written for that."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = cast(SessionStore, request.session)
        session.mark = request.COOKIES.get(settings.SEEN_COOKIE_NAME, "")
        response = self.get_response(request)
        if mark := session.mark_seen(timezone.now()):
            at_close = session.get_expire_at_browser_close()
            response.set_cookie(
                settings.SEEN_COOKIE_NAME,
                mark,
                max_age=None if at_close else settings.SESSION_COOKIE_AGE,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


class SignedInMiddleware(LoginRequiredMiddleware):
    """Ask everybody to sign in, and give back what they typed while they were not."""

    def handle_no_permission(  # type: ignore[override]  # the stub knows redirects only
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        ask: HttpResponse = super().handle_no_permission(request, view_func)
        return typed_again(request, because="signed_out") or ask


class NoStoreMiddleware:
    """Leave no copy of a page that knows who reads it, nor its address elsewhere.

    After signing out, "back" on a shared tablet shows nothing. An address with a
    one-time secret in it is not told to the next site either.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        secret = _has_secret_address(request)
        if secret or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault(
            "Referrer-Policy",
            "no-referrer" if secret else settings.SECURE_REFERRER_POLICY,
        )
        return response


def language_of(request: HttpRequest) -> str:
    """Choose the language of the person, else of the cookie, else of the browser."""
    own = getattr(request.user, "language", "")
    if own in dict(settings.LANGUAGES):
        return own
    return translation.get_language_from_request(request)


def _has_secret_address(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and not SECRETS_IN_ADDRESS.isdisjoint(match.kwargs)
