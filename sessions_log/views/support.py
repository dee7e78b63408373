"""The desk of whoever is asked for help: of a pair only what one chose to show."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
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
from sessions_log.forms.helping import AnswerForm
from sessions_log.models import HelpRequest
from sessions_log.operations import helping as acts
from sessions_log.queries import support


@require_safe
def request_list(request: PersonRequest) -> HttpResponse:
    """List what is addressed to one, the newest first."""
    found = support.requests_for(request.user)
    return render(request, "sessions_log/request_list.html", {"requests": found})


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
def request_show(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show one request, and take the answer; its words open with a press first."""
    found, now = addressed_request(request, pk), timezone.now()
    form = AnswerForm(posted(request))
    if request.method == "POST" and is_done(
        form, lambda: acts.answer(found, at=now, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("Noted. The one who asked is told."))
        return redirect("sessions_log:request_show", pk)
    page = support.desk_page(found, reader=request.user, at=now)
    context = {"page": page, "found": found}
    return form_page(request, "sessions_log/request_show.html", form, **context)


@require_POST
@opens_sealed
def request_open(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Open a request: from now on it stays with whoever opened it."""
    found = addressed_request(request, pk)
    acts.open_request(found, at=timezone.now(), by=request.user)
    return redirect("sessions_log:request_show", pk)


@require_POST
def request_close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close a request; nothing of it can be opened here any more."""
    found = addressed_request(request, pk)
    acts.close(found, at=timezone.now(), by=request.user)
    messages.success(request, _("Closed. Only the one who asked can still read it."))
    return redirect("sessions_log:request_list")


@require_safe
@opens_sealed
def share_show(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show a copy for as long as it is shown to this reader."""
    now = timezone.now()
    share = get_object_or_404(support.shares_for(request.user, at=now), pk=pk)
    copies = support.copies_in(share, reader=request.user)
    context = {"share": share, "copies": copies}
    return render(request, "sessions_log/share_show.html", context)


def addressed_request(request: PersonRequest, pk: UUID) -> HelpRequest:
    """Give a request to whoever has it now; for everybody else it does not exist."""
    return get_object_or_404(support.requests_for(request.user), pk=pk)
