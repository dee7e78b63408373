"""The coordinator's page: what waits, and how the pairs stand."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.http import PersonRequest
from programmes.models import Programme
from sessions_log.queries import cockpit, cockpit_pairs, seekers

PER_PAGE = 50


def coordinated_programme(request: PersonRequest, slug: str) -> Programme:
    """Give a programme to its coordinators; for everybody else it does not exist."""
    return get_object_or_404(Programme.objects.coordinated_by(request.user), slug=slug)


@require_safe
def follow_up_list(request: PersonRequest) -> HttpResponse:
    """List the programmes one follows; a single one opens at once."""
    mine = Programme.objects.coordinated_by(request.user).order_by("name", "pk")
    programmes = list(mine)
    if not programmes:
        raise PermissionDenied
    if len(programmes) == 1:
        return redirect("sessions_log:follow_up", programmes[0].slug)
    desks = cockpit.desks_of(request.user, programmes, at=timezone.now())
    return render(request, "sessions_log/follow_up_list.html", {"desks": desks})


@require_safe
def follow_up(request: PersonRequest, slug: str) -> HttpResponse:
    """Say what waits on the coordinator, and show the pairs by rhythm."""
    programme = coordinated_programme(request, slug)
    at = timezone.now()
    [desk] = cockpit.desks_of(request.user, [programme], at=at)
    page = Paginator(desk.followed, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": programme,
        "desk": desk,
        "title": cockpit.title_of(len(desk.chores)),
        "figures": cockpit.figures_of(desk),
        "page": page,
        "rows": cockpit_pairs.rows_of(list(page), on=timezone.localdate(at)),
    }
    return render(request, "sessions_log/follow_up.html", context)


@require_safe
def follow_up_seekers(request: PersonRequest, slug: str) -> HttpResponse:
    """Show who looks for a mentor, and for each the three who fit best."""
    programme = coordinated_programme(request, slug)
    if not programme.may_pair:
        raise PermissionDenied
    found = seekers.seekers_in(programme, request.user, at=timezone.now())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"programme": programme, "page": page}
    return render(request, "sessions_log/follow_up_seekers.html", context)
