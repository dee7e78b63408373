"""The directory of the company, and the page of one person in it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people import access, queries
from people.http import PersonRequest

PER_PAGE = 50


@require_safe
def person_list(request: PersonRequest) -> HttpResponse:
    """List everybody, by name, number or address; or only who cannot be paired."""
    if not access.may_read_directory(request.user):
        raise PermissionDenied
    everybody = queries.directory_of(request.user)
    text = request.GET.get("q", "").replace("\0", "").strip()  # PostgreSQL takes none
    unknown_only = request.GET.get("chart") == "unknown"
    people = queries.found(everybody, text)
    if unknown_only:
        people = queries.with_unknown_chart(people)
    people = queries.with_posts(people, on=timezone.localdate())
    context = {
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "totals": queries.totals(everybody),
        "text": text,
        "unknown_only": unknown_only,
    }
    return render(request, "people/person_list.html", context)


@require_safe
def person_detail(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show what the company says of one person, and their place in the chart."""
    on = timezone.localdate()
    people = queries.with_posts(queries.directory_of(request.user), on=on)
    person = get_object_or_404(people, pk=pk)
    context = {
        "person": person,
        "place": queries.place_of(person, on=on),
        "may_help_in": access.may_help_in(request.user, person),
    }
    return render(request, "people/person_detail.html", context)
