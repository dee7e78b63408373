"""The certificate as a file, where the extra for it is installed."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from uuid import UUID

from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from people.http import PersonRequest, opens_sealed
from sessions_log import access, queries
from sessions_log.views.pairs import own_pairing

#: The extra `pdf`; without it the page is printed.
EXTRA, SHEET = "weasyprint", "css/certificate.css"
weasyprint: ModuleType | None = import_module(EXTRA) if find_spec(EXTRA) else None


@require_safe
@opens_sealed
def certificate_pdf(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give the certificate as a PDF; 404 where nothing here can make one."""
    pairing = own_pairing(request, pk)
    if weasyprint is None:
        raise Http404
    if not access.may_have_certificate(request.user, pairing):
        raise PermissionDenied
    context = {
        "programme": pairing.programme,
        "certificate": queries.certificate_of(pairing, request.user),
    }
    page = render_to_string("sessions_log/certificate_file.html", context, request)
    sheet = weasyprint.CSS(filename=finders.find(SHEET))
    file = weasyprint.HTML(string=page).write_pdf(stylesheets=[sheet])
    response = HttpResponse(file, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response
