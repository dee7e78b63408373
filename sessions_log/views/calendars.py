"""The agenda of all that lies ahead, and the ways into somebody's own calendar."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mailing.links import address_of
from mailing.outbox import language_of
from people.http import PersonRequest
from sessions_log import calendars, queries
from sessions_log.models import Meeting
from sessions_log.operations import feeds


@require_safe
def agenda(request: PersonRequest) -> HttpResponse:
    """List the meetings that lie ahead, of every journey one is on."""
    return _agenda(request)


@require_POST
def calendar_make(request: PersonRequest) -> HttpResponse:
    """Make a secret address for one's own calendar, and show it this once."""
    token = feeds.make(by=request.user, at=timezone.now())
    address = address_of("sessions_log:calendar_feed", token)
    page = _agenda(request, address=address)
    page.headers["Cache-Control"] = "no-store"
    return page


@require_POST
def calendar_revoke(request: PersonRequest) -> HttpResponse:
    """End the address of one's own calendar."""
    feeds.revoke(by=request.user, at=timezone.now())
    messages.success(request, _("The address does not work any more."))
    return redirect("sessions_log:agenda")


@login_not_required
@require_safe
def calendar_feed(_request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar program the meetings of whoever made this address."""
    person = queries.followed_by(calendars.hash_of(token))
    if person is None:
        raise Http404
    at = timezone.now()
    with translation.override(language_of(person)):
        found = queries.calendar_of(person, on=timezone.localdate(at))
        return _file(calendars.feed_of(found, at=at))


@require_safe
def meeting_file(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give one meeting as a file for a calendar, also when it was cancelled."""
    mine = Meeting.objects.of(request.user).known_to(request.user)
    meeting = get_object_or_404(mine.for_display(), pk=pk)
    with translation.override(language_of(request.user)):
        return _file(calendars.file_of(meeting, at=timezone.now()))


def _file(content: bytes) -> HttpResponse:
    name = f"{_('conversation')}.ics"
    answer = HttpResponse(content, content_type=f"{calendars.MIME}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _agenda(request: PersonRequest, *, address: str = "") -> HttpResponse:
    context = {
        "weeks": queries.agenda_of(request.user, on=timezone.localdate()),
        "followed_since": queries.feed_since(request.user),
        "address": address,
    }
    return render(request, "sessions_log/agenda.html", context)
