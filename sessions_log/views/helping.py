"""Asking for help, and following what one asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from people.http import (
    PersonRequest,
    form_page,
    is_done,
    keeps_typed,
    opens_sealed,
    posted,
)
from sessions_log import access
from sessions_log.forms.helping import HelpForm
from sessions_log.models import HelpRequest
from sessions_log.operations import helping as acts
from sessions_log.operations import sharing
from sessions_log.queries import helping
from sessions_log.views.pairs import own_pairing


@require_safe
def help_list(request: PersonRequest) -> HttpResponse:
    """Say where one may ask for help, and what one asked before."""
    pairs = helping.pairs_to_ask_about(request.user, on=timezone.localdate())
    named = [(one, one.other_than(request.user)) for one in pairs]
    context = {"pairs": named, "asked": helping.asked_by(request.user)}
    return render(request, "sessions_log/help_list.html", context)


@sensitive_post_parameters("reach", "text")
@keeps_typed("reach", "text")
@opens_sealed
def help_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask somebody outside the pair to get in touch; the partner is not told."""
    pairing, now = own_pairing(request, pk), timezone.now()
    if not access.may_ask_help(request.user, pairing, on=timezone.localdate(now)):
        raise Http404
    helpers = helping.helpers_for(pairing, on=timezone.localdate(now))
    own = helping.own_notes_to_show(pairing, author=request.user)
    form = HelpForm(posted(request), helpers=helpers, own_notes=own)
    if request.method == "POST" and is_done(
        form, lambda: acts.ask(pairing, form.question(), at=now, by=request.user)
    ):
        messages.success(request, _("Sent. Nobody else is told."))
        return redirect("sessions_log:help_list")
    context = {"programme": pairing.programme, "pairing": pairing, "helpers": helpers}
    return form_page(request, "sessions_log/help_ask.html", form, **context)


@require_safe
@opens_sealed
def help_show(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show what one asked, who has it, and what that person sees."""
    asked = own_request(request, pk)
    page = helping.asked_page(asked, reader=request.user)
    context = {"page": page, "asked": asked, "programme": asked.pairing.programme}
    return render(request, "sessions_log/help_show.html", context)


@require_POST
def help_close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close what one asked: nobody else opens it any more."""
    asked = own_request(request, pk)
    acts.close(asked, at=timezone.now(), by=request.user)
    messages.success(request, _("Closed. Nobody else can open it any more."))
    return redirect("sessions_log:help_list")


@require_POST
def help_revoke(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take back what one shows, at once."""
    asked = own_request(request, pk)
    sharing.revoke_all(asked, at=timezone.now())
    messages.success(request, _("Taken back. Nobody sees it any more."))
    return redirect("sessions_log:help_show", pk)


def own_request(request: PersonRequest, pk: UUID) -> HelpRequest:
    """Give a request to whoever asked; for everybody else it does not exist."""
    return get_object_or_404(helping.asked_by(request.user), pk=pk)
