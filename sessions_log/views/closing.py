"""The end of a journey: one page for what was reached, thanks and what comes after."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from matching.models import Pairing
from people.http import (
    PersonRequest,
    form_page,
    is_done,
    keeps_typed,
    opens_sealed,
    posted,
)
from sessions_log import access
from sessions_log.forms.closing import ClosingForm
from sessions_log.operations import closing as acts
from sessions_log.queries.closing import closing_page
from sessions_log.views.pairs import own_pairing


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
def closing(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Look back together, thank, and say whether one wants to stay in touch."""
    pairing, now = lasting_pairing(request, pk), timezone.now()
    page = closing_page(pairing, reader=request.user, on=timezone.localdate(now))
    readers = access.readers_of(access.KINDS[access.US], pairing, request.user)
    form = ClosingForm(posted(request), page=page, readers=readers)
    if request.method == "POST" and is_done(
        form, lambda: acts.say(pairing, form.last_words(), at=now, by=request.user)
    ):
        messages.success(request, _("Saved."))
        return redirect("sessions_log:closing", pk)
    context = {"programme": pairing.programme, "pairing": pairing, "page": page}
    return form_page(request, "sessions_log/closing.html", form, **context)


@require_POST
def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close a journey that has run its time, for both of the two."""
    pairing = lasting_pairing(request, pk)
    try:
        acts.close(pairing, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Your journey is complete. Well done, both."))
    return redirect("sessions_log:closing", pk)


def lasting_pairing(request: PersonRequest, pk: UUID) -> Pairing:
    """Give a pairing to one of the two until its notes have gone; then it is over."""
    pairing = own_pairing(request, pk)
    if not access.may_look_back(request.user, pairing, on=timezone.localdate()):
        raise Http404
    return pairing
