"""How hr helps somebody in: an invitation, a PIN unlocked; cards are in `cards`."""

from uuid import UUID

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people import access
from people.http import PersonRequest
from people.models import Person
from people.operations import sign_in


@require_POST
def person_invite(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask somebody in by mail."""
    person = helped(request, pk)
    try:
        sign_in.invite(person=person, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The invitation is on its way."))
    return _back(request)


@require_POST
def secret_unlock(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Open a PIN that five wrong tries have locked."""
    person = helped(request, pk)
    sign_in.unlock(person=person, by=request.user, at=timezone.now())
    messages.success(request, _("The PIN works again; it is the same as before."))
    return _back(request)


def _back(request: PersonRequest) -> HttpResponse:
    wanted = get_next_redirect_url(request) or ""
    return redirect(wanted if wanted.startswith("/") else reverse("today"))


def helped(request: PersonRequest, pk: UUID) -> Person:
    """Give the colleague whom hr helps; for anybody else who asks there is nobody."""
    person = get_object_or_404(Person.objects.employed(), pk=pk)
    if not access.may_help_in(request.user, person):
        raise Http404
    return person
