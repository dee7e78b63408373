"""The least a list page of ours costs: fifty rows of names, in the frame of every page.

It is the ceiling that other pages are measured against, in the same run.
"""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from matching.models import Pairing
from mentoring.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from mentoring.urls import urlpatterns as ours
from people.http import PersonRequest

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ROWS = 50
PAGE = engines["django"].from_string(
    """{% extends "base.html" %}
{% block content %}
<table>
{% for one in rows %}
<tr><th>{{ one.mentee }}</th><td>{{ one.mentor }}</td></tr>
{% endfor %}
</table>
{% endblock content %}"""
)


def bare(request: PersonRequest) -> HttpResponse:
    """Show the names of fifty pairs and nothing else: one query beside the frame's."""
    rows = Pairing.objects.order_by("pk").for_display()[:ROWS]
    return HttpResponse(PAGE.render({"rows": rows}, request))


urlpatterns = [path("bare/", bare), *ours]
