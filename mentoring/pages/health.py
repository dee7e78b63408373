"""How this installation is, for whoever watches it. Tells no names.

`/healthz` says that the process lives, `/readyz` that pages can be served, `/health`
both with figures, and `/health.json` how the post is doing, to whoever keeps the house.
"""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mailing.queries import PostHealth
from mentoring import vital_signs
from people import access
from people.models import Person


@login_not_required
@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when pages can be served safely, and 503 when they cannot."""
    signs = vital_signs.take(at=timezone.now())
    body = {
        "well": signs.well,
        "database": {
            "answers": signs.database_answers,
            "guards_missing": signs.guards_missing,
        },
        "post": {"works": signs.post_works, **_figures(signs.post)},
    }
    status = HTTPStatus.OK if signs.well else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(body, status=status)


@login_not_required
@never_cache
@require_safe
def alive(_request: HttpRequest) -> JsonResponse:
    """Answer that this process runs, whatever else is away."""
    return JsonResponse({"alive": True})


@login_not_required
@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database is there, whole and guarded, and 503 when not."""
    signs = vital_signs.take(at=timezone.now())
    waiting = vital_signs.migrations_waiting() if signs.database_answers else ()
    is_ready = signs.well and not waiting
    body = {
        "ready": is_ready,
        "database_answers": signs.database_answers,
        "guards_missing": signs.guards_missing,
        "migrations_waiting": waiting,
    }
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(body, status=status)


@login_not_required
@never_cache
@require_safe
def post(request: HttpRequest) -> JsonResponse:
    """Tell administrators, and a watcher with our token, how the post is doing."""
    if not (_shows_token(request) or _is_administrator(request)):
        raise PermissionDenied
    signs = vital_signs.take(at=timezone.now())
    return JsonResponse({"works": signs.post_works, **_figures(signs.post)})


def _shows_token(request: HttpRequest) -> bool:
    """Say whether the header bears the token of the settings; an empty one is none."""
    token = settings.HEALTH_TOKEN
    said = request.headers.get("Authorization", "")
    return bool(token) and constant_time_compare(said, f"Bearer {token}")


def _is_administrator(request: HttpRequest) -> bool:
    return isinstance(request.user, Person) and access.is_administrator(request.user)


def _figures(post: PostHealth | None) -> dict[str, object]:
    if post is None:
        return {}
    return {
        "last_tick": post.last_tick,
        "open": post.open,
        "overdue_seconds": int(post.overdue.total_seconds()),
        "dead": post.dead,
        "expired": post.expired,
        "on_paper": post.on_paper,
        "resting_until": post.resting_until,
    }
