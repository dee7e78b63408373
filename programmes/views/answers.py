"""What the views share: finding a programme that one may know of."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from people.http import PersonRequest
from programmes import access
from programmes.models import Enrolment, Programme


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
