"""The page of a pair, and the list of one's pairs."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching.access import may_undo_stop
from matching.models import Pairing
from matching.queries import seeking_after, stands_in_for
from people.http import PersonRequest, form_page, opens_sealed
from sessions_log import access, queries
from sessions_log.queries.handovers import hands_over_from
from sessions_log.views import drafts


def own_pairing(request: PersonRequest, pk: UUID) -> Pairing:
    """Give a pairing to one of the two; for everybody else it does not exist."""
    mine = Pairing.objects.of(request.user).for_display().select_related("charter")
    return get_object_or_404(mine, pk=pk)


def writable_pairing(request: PersonRequest, pk: UUID) -> Pairing:
    """Give a pairing in which one may still write; 403 when it is over.

    Text that was typed goes on to the operation: its refusal keeps it in the form.
    """
    pairing = own_pairing(request, pk)
    refuse_when_over(request, pairing)
    return pairing


def refuse_when_over(request: PersonRequest, pairing: Pairing) -> None:
    """Refuse who may no longer write, unless a text would be lost by it."""
    match = request.resolver_match
    keeps = match is not None and hasattr(match.func, "typed")
    if access.may_write(request.user, pairing) or (keeps and request.method == "POST"):
        return
    raise PermissionDenied


def pair_form(
    request: PersonRequest,
    template: str,
    form: Form,
    pairing: Pairing,
    **more: object,
) -> HttpResponse:
    """Show a form of a pair; what was typed comes back with a 403 when all is over."""
    may_write = access.may_write(request.user, pairing)
    context: dict[str, object] = {
        "programme": pairing.programme,
        "pairing": pairing,
        "name": queries.name_of(pairing.other_than(request.user)),
        "may_write": may_write,
        **more,
    }
    if drafts.is_kept(request.resolver_match):
        context["draft"] = drafts.restore(request, form)
        context["keeps_draft"] = True
    page = form_page(request, template, form, **context)
    if form.errors and not may_write:
        page.status_code = 403
    return page


@require_safe
def pairing_list(request: PersonRequest) -> HttpResponse:
    """List the journeys one is or was on; a single one opens at once."""
    found = queries.journeys_of(request.user, on=timezone.localdate())
    if len(found) == 1:
        return redirect("sessions_log:pairing", found[0].pairing.pk)
    context = {"journeys": found, "as_mentor": all(one.is_mentor for one in found)}
    return render(request, "sessions_log/pairing_list.html", context)


@require_safe
@opens_sealed
def pairing(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the two what they planned, want to reach and wrote."""
    found = own_pairing(request, pk)
    if queries.is_shut_for(request.user, found):
        return shut_page(request, found)
    page = queries.pair_page(found, reader=request.user, at=timezone.now())
    context = {
        "programme": found.programme,
        "pairing": found,
        "vouch_for": queries.waits_for_a_yes(found, reader=request.user),
        "page": page,
        "may_undo_stop": may_undo_stop(request.user, found),
        "hands_over": not page.goals and hands_over_from(found, request.user),
        "stands_in": stands_in_for(found) if found.state == "paused" else None,
        "seeking": seeking_after(found, request.user),
    }
    return render(request, "sessions_log/pairing.html", context)


def shut_page(request: PersonRequest, pairing: Pairing) -> HttpResponse:
    """Say that somebody else changed one's credential, and who can open this again."""
    context = {
        "programme": pairing.programme,
        "pairing": pairing,
        "name": queries.name_of(pairing.other_than(request.user)),
        "may_write": access.may_write(request.user, pairing),
    }
    return render(request, "sessions_log/pairing_shut.html", context)
