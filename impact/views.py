"""Pages for managers: what may be known of a programme, and nothing of a person."""

import csv

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from impact import access, queries
from people.http import PersonRequest


@require_safe
def programme_list(request: PersonRequest) -> HttpResponse:
    """List the programmes whose impact one may see."""
    programmes = access.open_to(request.user).order_by("name", "pk")
    return render(request, "impact/programme_list.html", {"programmes": programmes})


@require_safe
def impact(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the releases of a programme; no parameter changes a byte of them."""
    programme = get_object_or_404(access.open_to(request.user), slug=slug)
    context = {"programme": programme, "page": queries.impact_of(programme)}
    return render(request, "impact/impact.html", context)


@require_safe
def impact_csv(request: PersonRequest, slug: str) -> HttpResponse:
    """Give the same figures as a table."""
    programme = get_object_or_404(access.open_to(request.user), slug=slug)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="impact-{slug}.csv"'
    csv.writer(response).writerows(queries.csv_rows(queries.impact_of(programme)))
    return response
