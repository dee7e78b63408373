"""Somebody stands in while a mentor is away."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from matching import access, queries
from matching.forms import USUAL_PAUSE, StandInForm
from matching.models import Pairing
from matching.operations import stand_ins
from people.http import PersonRequest, form_page, is_done, posted, require_form


@require_form
def stand_in(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Name who stands in for a mentor, and until when."""
    visible = Pairing.objects.visible_to(request.user).for_display()
    pairing = get_object_or_404(visible, pk=pk)
    if not access.may_name_stand_in(request.user, pairing):
        raise PermissionDenied
    form = StandInForm(
        posted(request),
        candidates=queries.stand_ins_for(pairing),
        until=pairing.paused_until or timezone.localdate() + USUAL_PAUSE,
    )
    if request.method == "POST" and is_done(
        form,
        lambda: stand_ins.appoint(
            pairing,
            form.chosen,
            until=form.cleaned_data["until"],
            at=timezone.now(),
            by=request.user,
        ),
    ):
        said = _("%(name)s stands in from today. Everybody concerned is told.")
        messages.success(request, said % {"name": form.chosen.person})
        return redirect("matching:stand_in", pairing.pk)
    context = {
        "pairing": pairing,
        "programme": pairing.programme,
        "words": pairing.programme.words,
        "now": queries.stands_in_for(pairing),
        "own": pairing.has(request.user),
    }
    return form_page(request, "matching/stand_in.html", form, **context)
