"""Who coordinates a programme, who supports in it, who may see its impact."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.http import PersonRequest, form_page, is_done, require_form
from programmes import access, operations, queries
from programmes.forms.setup import RoleForm
from programmes.models import Role
from programmes.views.answers import visible_programme


@require_form
def role_list(request: PersonRequest, slug: str) -> HttpResponse:
    """Show who has which role, and give one."""
    programme = visible_programme(request, slug)
    if not access.may_see_roles(request.user, programme):
        raise PermissionDenied
    kinds = [
        (value, str(label))
        for value, label in Role.Kind.choices
        if access.may_assign(request.user, programme, value)
    ]
    form = RoleForm(request.POST or None, kinds=kinds)
    by, at = request.user, timezone.now()
    if is_done(
        form,
        lambda: operations.assign_role(programme, by=by, at=at, **form.chosen()),
    ):
        messages.success(request, _("Saved."))
        return redirect("programmes:role_list", slug)
    return form_page(
        request,
        "programmes/role_list.html",
        form,
        programme=programme,
        rows=queries.roles_of(programme, endable={value for value, _label in kinds}),
        coordinates=Role.Kind.SUPPORTER in dict(kinds),  # theirs to give, nobody else's
    )


@require_POST
def role_end(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """End somebody's role."""
    programme = visible_programme(request, slug)
    role = get_object_or_404(Role.objects.filter(programme=programme), pk=pk)
    if not access.may_assign(request.user, programme, role.kind):
        raise PermissionDenied
    try:
        operations.end_role(role, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("programmes:programme_show", slug)
