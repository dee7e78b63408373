"""Pages about challenges."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from matching.models import Pairing
from people.http import (
    PersonRequest,
    is_done,
    is_pressed_through,
    keeps_typed,
    opens_sealed,
    posted,
)
from sessions_log import access, queries
from sessions_log.access import Readers
from sessions_log.forms import ChallengeForm, ResultForm
from sessions_log.models import ActionItem
from sessions_log.operations import challenges
from sessions_log.views.drafts import keeps_draft
from sessions_log.views.pairs import pair_form, refuse_when_over, writable_pairing


def own_challenge(request: PersonRequest, pk: UUID) -> ActionItem:
    """Give a challenge to one of the two who may still write; 404 for others."""
    found = ActionItem.objects.filter(
        kind=ActionItem.Kind.CHALLENGE, pairing__in=Pairing.objects.of(request.user)
    ).select_related("pairing__programme", "pairing__mentor", "pairing__mentee")
    item = get_object_or_404(found, pk=pk)
    refuse_when_over(request, item.pairing)
    return item


def mentees_challenge(request: PersonRequest, pk: UUID) -> ActionItem:
    """Give a challenge to the mentee, whose it is; 403 for the mentor."""
    item = own_challenge(request, pk)
    if request.user.pk != item.pairing.mentee_id:
        raise PermissionDenied
    return item


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def challenge_add(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Propose a challenge."""
    pairing = writable_pairing(request, pk)
    form = ChallengeForm(posted(request), readers=_readers(request, pairing))
    if request.method == "POST" and is_done(
        form,
        lambda: challenges.propose(
            pairing,
            form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            at=timezone.now(),
            by=request.user,
            once=form.cleaned_data["once"],
        ),
    ):
        messages.success(request, _("The challenge has been saved."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(request, "sessions_log/challenge_add.html", form, pairing)


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def challenge_take(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take a challenge up, as it is or in other words."""
    item = mentees_challenge(request, pk)
    said = queries.challenge_of(item, reader=request.user)
    form = ChallengeForm(
        posted(request),
        readers=_readers(request, item.pairing),
        initial={"text": said.text.plain if said.text else "", "due_on": item.due_on},
    )
    if request.method == "POST" and is_done(
        form,
        lambda: challenges.take_up(
            item,
            form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            at=timezone.now(),
            by=request.user,
        ),
    ):
        messages.success(request, _("You took it up."))
        return redirect("sessions_log:pairing", item.pairing_id)
    return pair_form(request, "sessions_log/challenge_take.html", form, item.pairing)


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def challenge_result(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Tell how it went."""
    item = mentees_challenge(request, pk)
    form = ResultForm(posted(request), readers=_readers(request, item.pairing))
    if request.method == "POST" and is_done(
        form,
        lambda: challenges.tell(
            item,
            form.cleaned_data["text"],
            at=timezone.now(),
            by=request.user,
            once=form.cleaned_data["once"],
        ),
    ):
        messages.success(request, _("Saved. You took it on, and told of it."))
        return redirect("sessions_log:pairing", item.pairing_id)
    said = queries.challenge_of(item, reader=request.user)
    return pair_form(
        request, "sessions_log/challenge_result.html", form, item.pairing, said=said
    )


@require_POST
def challenge_let_go(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put a challenge aside."""
    item = own_challenge(request, pk)
    is_pressed_through(request, lambda: challenges.let_go(item, by=request.user))
    return redirect("sessions_log:pairing", item.pairing_id)


def _readers(request: PersonRequest, pairing: Pairing) -> Readers:
    return access.readers_of(access.KINDS[access.US], pairing, request.user)
