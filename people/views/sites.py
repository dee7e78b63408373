"""On which days the sites are closed, so that nobody plans a meeting then."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people import access, queries
from people.forms.sites import SiteForms
from people.http import PersonRequest, posted, require_form
from people.operations import presence


@require_form
def site_list(request: PersonRequest) -> HttpResponse:
    """Show every site where somebody works, and whose holidays it keeps."""
    if not access.is_hr(request.user):
        raise PermissionDenied
    at = timezone.now()
    known = [
        {"name": one.name, "country": one.country, "keeps": one.keeps_holidays}
        for one in queries.sites_now(on=timezone.localdate(at))
    ]
    forms = SiteForms(posted(request), initial=known)
    if request.method == "POST" and forms.is_valid():
        for said in forms.cleaned_data:
            presence.keep_holidays(**said, at=at, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("people:site_list")
    is_refused = request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "people/site_list.html", {"forms": forms}, status=status)
