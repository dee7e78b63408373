"""The pairs of every programme that somebody coordinates."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching import queries
from matching.models import Pairing
from people.http import PersonRequest
from programmes.models import Programme

PER_PAGE = 50


@require_safe
def pairing_list(request: PersonRequest) -> HttpResponse:
    """List the pairs of every programme that one coordinates."""
    mine = Programme.objects.coordinated_by(request.user).order_by("name", "pk")
    programmes = list(mine)
    if not programmes and not queries.follows_something(request.user):
        raise PermissionDenied
    found = (
        Pairing.objects.followed_by(request.user)
        .for_display()
        .order_by("programme__name", "mentee__family_name", "mentee__given_name", "pk")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    days = queries.foreseen(page.object_list, on=timezone.localdate())
    rows = [(pairing, days.get(pairing.pk)) for pairing in page.object_list]
    here = Pairing.objects.filter(programme__in=programmes)
    by_others = here.exclude(pk__in=found.values("pk"))
    context = {
        "page": page,
        "rows": rows,
        "programmes": programmes,
        "followed_by_others": by_others.count(),
    }
    return render(request, "matching/pairing_list.html", context)
