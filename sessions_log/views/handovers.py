"""Taking goals along from an earlier pair."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from people.http import (
    PersonRequest,
    is_done,
    keeps_typed,
    opens_sealed,
    posted,
    require_form,
)
from sessions_log import access
from sessions_log.forms.handovers import HandoverForm
from sessions_log.operations import handovers
from sessions_log.queries.handovers import goals_to_take, hands_over_from
from sessions_log.views.pairs import pair_form, writable_pairing


@sensitive_post_parameters("text")
@require_form
@keeps_typed("text")
@opens_sealed
def handover(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let a mentee choose which goals go along to a new pair, and write a hand-over."""
    pairing = writable_pairing(request, pk)
    earlier = hands_over_from(pairing, request.user)
    if earlier is None:
        raise PermissionDenied
    offered = goals_to_take(earlier, reader=request.user)
    readers = access.readers_of(access.KINDS[access.US], pairing, request.user)
    form = HandoverForm(posted(request), readers=readers, offered=offered)
    if request.method == "POST" and is_done(
        form,
        lambda: handovers.take_along(
            pairing,
            form.chosen,
            at=timezone.now(),
            by=request.user,
            remark=form.remark(),
        ),
    ):
        messages.success(request, _("What you chose is on the page of you two now."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(
        request, "sessions_log/handover.html", form, pairing, offered=offered
    )
