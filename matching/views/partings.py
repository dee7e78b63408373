"""The end of a pairing, and what comes after it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matching import access
from matching.forms import StopForm, WhatNextForm
from matching.models import Pairing
from matching.operations import pairings, suspensions
from people.http import PersonRequest, form_page, is_done, posted


def stop(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Stop a pairing, at once and without a reason; say who is told what, and when."""
    pairing = get_object_or_404(Pairing.objects.of(request.user).for_display(), pk=pk)
    if not access.may_stop(request.user, pairing):
        raise PermissionDenied
    form = StopForm(posted(request))
    if request.method == "POST" and is_done(
        form, lambda: _stop(request, form, pairing)
    ):
        return redirect("matching:stopped", pairing.pk)
    context = {
        "pairing": pairing,
        "programme": pairing.programme,
        "other": pairing.other_than(request.user),
    }
    return form_page(request, "matching/stop.html", form, **context)


@require_safe
def stopped(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say, word for word, what happens now that somebody has stopped."""
    pairing = get_object_or_404(Pairing.objects.of(request.user).for_display(), pk=pk)
    context = {
        "pairing": pairing,
        "programme": pairing.programme,
        "other": pairing.other_than(request.user),
        "may_undo": access.may_undo_stop(request.user, pairing),
    }
    if pairing.state_for(request.user) != Pairing.State.ENDED:
        return redirect("today")
    return render(request, "matching/stopped.html", context)


@require_POST
def undo_stop(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take a stop back while the other has not been told."""
    pairing = get_object_or_404(Pairing.objects.of(request.user), pk=pk)
    if not access.may_undo_stop(request.user, pairing):
        raise PermissionDenied
    try:
        pairings.undo_stop(pairing, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("matching:stopped", pairing.pk)
    messages.success(request, _("You go on together, as if nothing had happened."))
    return redirect("today")


@require_POST
def say_what_next(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let a mentee whose mentor was taken away ask for somebody new, or wait."""
    pairing = get_object_or_404(Pairing.objects.of(request.user).for_display(), pk=pk)
    if not access.may_say_what_next(request.user, pairing):
        raise PermissionDenied
    form = WhatNextForm(request.POST)
    if is_done(form, lambda: _say_what_next(request, form, pairing)):
        messages.success(request, _("Thank you. Your answer has been noted."))
    else:
        messages.error(request, _("Choose one of the two answers."))
    return redirect("sessions_log:pairing", pairing.pk)


def _say_what_next(
    request: PersonRequest, form: WhatNextForm, pairing: Pairing
) -> None:
    wish = form.cleaned_data["wish"]
    suspensions.say_what_next(pairing, wish, at=timezone.now(), by=request.user)


def _stop(request: PersonRequest, form: StopForm, pairing: Pairing) -> None:
    tell_now = form.cleaned_data["tell_now"]
    pairings.stop(pairing, at=timezone.now(), by=request.user, tell_now=tell_now)
