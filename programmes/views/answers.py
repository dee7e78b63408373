"""What the views share: finding a programme one may know of, and answering a form."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from people.http import PersonRequest
from programmes import access
from programmes.models import Enrolment, Programme

require_form = require_http_methods(["GET", "HEAD", "POST"])


def visible_programme(request: PersonRequest, slug: str) -> Programme:
    """Give a programme that this person may know of; else it does not exist."""
    return get_object_or_404(Programme.objects.visible_to(request.user), slug=slug)


def editable_programme(request: PersonRequest, slug: str) -> Programme:
    """Give a programme that this person may set up."""
    programme = visible_programme(request, slug)
    if not access.may_edit(request.user, programme):
        raise PermissionDenied
    return programme


def programme_with_people(request: PersonRequest, slug: str) -> Programme:
    """Give a programme whose participants this person may see."""
    programme = visible_programme(request, slug)
    if not access.may_see_people(request.user, programme):
        raise PermissionDenied
    return programme


def visible_enrolment(request: PersonRequest, slug: str, pk: object) -> Enrolment:
    """Give a part in this programme that this person may know of."""
    mine = Enrolment.objects.visible_to(request.user).for_display()
    return get_object_or_404(mine, programme__slug=slug, pk=pk)


def is_done(form: Form, act: Callable[[], object]) -> bool:
    """Do what a valid form asks; what the operation refuses, the form says."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        tell(form, refusal)
        return False
    return True


def tell(form: Form, refusal: ValidationError) -> None:
    """Let a form say a refusal: at its field, or above where it has no such field."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
