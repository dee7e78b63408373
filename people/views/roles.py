"""Who is administrator and who is hr: shown, given and ended by administrators."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people import access, queries
from people.forms.roles import CompanyRoleForm
from people.http import PersonRequest, form_page, is_done, posted
from people.models import CompanyRole
from people.operations import roles


@require_http_methods(["GET", "HEAD", "POST"])
def role_list(request: PersonRequest) -> HttpResponse:
    """Show who has which role for the whole company, and give one."""
    _only_administrators(request)
    form = CompanyRoleForm(posted(request))
    by, at = request.user, timezone.now()
    if is_done(form, lambda: roles.give(**form.chosen(), by=by, at=at)):
        messages.success(request, _("Saved. It counts from the next click on."))
        return redirect("people:role_list")
    return form_page(
        request,
        "people/role_list.html",
        form,
        now=queries.roles_now(),
        earlier=queries.roles_earlier(),
    )


@require_POST
def role_end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End somebody's role, one's own too; it counts from the next click on."""
    _only_administrators(request)
    role = get_object_or_404(CompanyRole.objects.open(), pk=pk)
    try:
        roles.end(role=role, by=request.user, at=timezone.now())
        messages.success(request, _("Saved. It counts from the next click on."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    is_in = access.may_give_roles(request.user)
    return redirect("people:role_list" if is_in else "today")


def _only_administrators(request: PersonRequest) -> None:
    if not access.may_give_roles(request.user):
        raise PermissionDenied
