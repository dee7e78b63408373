"""What others see of somebody's profile, by their name; and the places left."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching.queries.places import partners_of, places_of
from people import queries
from people.http import PersonRequest


@require_safe
def profile_seen(request: PersonRequest) -> HttpResponse:
    """Show one's own profile as each partner sees it."""
    me, on = request.user, timezone.localdate()
    context = {
        "partners": partners_of(me),
        "posts": queries.posts_of(me, on=on),
        "places": places_of(me),
    }
    return render(request, "mentoring/profile_seen.html", context)
