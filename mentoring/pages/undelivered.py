"""Letters of a programme that did not arrive: tried again, or told another way."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mailing import outbox
from mailing.models import Delivery
from mailing.queries import undelivered_in
from people import access as company
from people.http import PersonRequest
from programmes import access
from programmes.models import Programme


@require_safe
def undelivered_list(request: PersonRequest, slug: str) -> HttpResponse:
    """Show a coordinator whom letters of this programme did not reach."""
    programme = _coordinated(request, slug)
    context = {
        "programme": programme,
        "lines": undelivered_in(programme.pk),
        "may_mend": company.is_hr(request.user),
    }
    return render(request, "mentoring/undelivered.html", context)


@require_POST
def undelivered_retry(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Send a letter once more."""
    return _act(request, slug, pk, outbox.retry, said=_("It is sent once more."))


@require_POST
def undelivered_told(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take a letter off the list: somebody told its reader another way."""
    return _act(request, slug, pk, outbox.mark_told, said=_("It is off the list."))


def _act(
    request: PersonRequest, slug: str, pk: UUID, act: Callable[..., int], *, said: str
) -> HttpResponse:
    programme = _coordinated(request, slug)
    letters = Delivery.objects.for_display().filter(scope=programme.pk)
    row = get_object_or_404(letters, pk=pk)
    try:
        act(row, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, said)
    return redirect("undelivered", slug)


def _coordinated(request: PersonRequest, slug: str) -> Programme:
    seen = Programme.objects.visible_to(request.user)
    programme = get_object_or_404(seen, slug=slug)
    if not access.coordinates(request.user, programme):
        raise PermissionDenied
    return programme
