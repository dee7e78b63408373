"""Pause, change or stop, and what comes after it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matching import access
from matching.events import MeetingsAsked, meetings_asked
from matching.forms import PartForm, WhatNextForm
from matching.models import Pairing
from matching.operations import pairings, pauses, suspensions
from people.events import answers_to
from people.http import PersonRequest, form_page, is_done, posted, require_form
from people.models import Person


def own_pairing(request: PersonRequest, pk: UUID) -> Pairing:
    """Give a pairing to one of the two; for everybody else it does not exist."""
    return get_object_or_404(Pairing.objects.of(request.user).for_display(), pk=pk)


@require_form
def stop(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let one of the two pause, change or stop, at once and without a reason."""
    pairing = own_pairing(request, pk)
    if not access.may_stop(request.user, pairing):
        raise PermissionDenied
    today = timezone.localdate()
    form = PartForm(posted(request), pairing=pairing, person=request.user, on=today)
    if request.method == "POST" and is_done(
        form, lambda: part(form, pairing, by=request.user)
    ):
        if form.cleaned_data["choice"] != PartForm.PAUSE:
            return redirect("matching:stopped", pairing.pk)
        messages.success(request, _("You two pause. The other is told today."))
        return redirect("sessions_log:pairing", pairing.pk)
    context = {
        **_words(request, pairing),
        "meets_soon": meets_soon(pairing),
        "day": form["until"].value() if "until" in form.fields else None,
        "is_mentee": request.user.pk == pairing.mentee_id,
        "may_resume": access.may_resume(request.user, pairing),
    }
    return form_page(request, "matching/stop.html", form, **context)


@require_safe
def stopped(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say, word for word, what happens now that somebody has stopped."""
    pairing = own_pairing(request, pk)
    may_undo = access.may_undo_stop(request.user, pairing)
    context = {
        **_words(request, pairing),
        "may_undo": may_undo,
        "meets_soon": may_undo and meets_soon(pairing),
        "may_say_what_next": access.may_say_what_next(request.user, pairing),
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
def tell_now(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Tell the other of a stop at once: then there is no way back."""
    pairing = own_pairing(request, pk)
    if not access.may_undo_stop(request.user, pairing):
        raise PermissionDenied
    pairings.tell_now(pairing, at=timezone.now(), by=request.user)
    messages.success(request, _("The other is being told."))
    return redirect("matching:stopped", pairing.pk)


@require_POST
def say_what_next(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let a mentee whose mentor has gone ask for somebody new, or wait."""
    pairing = own_pairing(request, pk)
    if not access.may_say_what_next(request.user, pairing):
        raise PermissionDenied
    form = WhatNextForm(request.POST)
    if is_done(form, lambda: _say(request, form, pairing)):
        messages.success(request, _("Thank you. Your answer has been noted."))
    else:
        messages.error(request, _("Choose one of the two answers."))
    return redirect("sessions_log:pairing", pairing.pk)


def part(
    form: PartForm, pairing: Pairing, *, by: Person, noted_by: Person | None = None
) -> None:
    """Do what one of the two chose, or asked a coordinator by telephone."""
    at = timezone.now()
    if form.cleaned_data["choice"] == PartForm.PAUSE:
        until = form.cleaned_data["until"]
        pauses.pause(pairing, until=until, at=at, by=by, noted_by=noted_by)
        return
    is_mentee = by.pk == pairing.mentee_id
    pairings.stop(
        pairing,
        at=at,
        by=by,
        tell_now=form.cleaned_data["tell_now"],
        rematch=form.rematch if is_mentee else "",
        noted_by=noted_by,
    )


def meets_soon(pairing: Pairing) -> bool:
    """Ask whether the two meet before the undo of a stop ends."""
    now = timezone.now()
    until = pairing.restorable_until or now + timedelta(hours=pairings.UNDO_HOURS)
    question = MeetingsAsked(pairing, after=now, until=until)
    return bool(answers_to(meetings_asked.send(sender=Pairing, question=question)))


def _words(request: PersonRequest, pairing: Pairing) -> dict[str, object]:
    """Give what the page and the letters on it are written with."""
    return {
        "pairing": pairing,
        "programme": pairing.programme,
        "words": pairing.programme.words,
        "days": pairing.programme.shared_notes_days,
        "other": pairing.other_than(request.user),
    }


def _say(request: PersonRequest, form: WhatNextForm, pairing: Pairing) -> None:
    wish = form.cleaned_data["wish"]
    suspensions.say_what_next(pairing, wish, at=timezone.now(), by=request.user)
