"""`/health`: how this installation is, for whoever watches it. Tells no names."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mailing.queries import PostHealth
from mentoring import vital_signs


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
