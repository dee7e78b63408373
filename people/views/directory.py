"""The directory of the company, and the page of one person in it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from people import access, queries
from people.http import PersonRequest

PER_PAGE = 50


class DirectoryRequest(PersonRequest):
    """A request that may come from the search box, as somebody types."""

    htmx: HtmxDetails


@require_safe
@vary_on_headers("HX-Request")
def person_list(request: DirectoryRequest) -> HttpResponse:
    """List everybody, by name, number, address or place; as one types, only who fits.

    Without a script the whole page comes, with the same people.
    """
    if not access.may_read_directory(request.user):
        raise PermissionDenied
    on = timezone.localdate()
    everybody = queries.directory_of(request.user)
    text = request.GET.get("q", "").strip()
    unknown_only = request.GET.get("chart") == "unknown"
    people = queries.with_posts(everybody.found(text), on=on)
    if unknown_only:
        people = queries.with_unknown_chart(people)
    context = {
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "text": text,
        "unknown_only": unknown_only,
    }
    if request.htmx:
        return render(request, "people/_person_results.html", context)
    context["totals"] = queries.totals(everybody)
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
