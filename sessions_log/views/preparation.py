"""The sheet that each of the two prepares a meeting with."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from matching.models import Pairing
from people.http import (
    PersonRequest,
    is_done,
    is_pressed_through,
    keeps_typed,
    opens_sealed,
    posted,
    require_form,
)
from sessions_log import access, queries
from sessions_log.access import ME, US
from sessions_log.forms import ActionForm, PointForm, WishForm
from sessions_log.models import ActionItem, Meeting
from sessions_log.operations import preparation
from sessions_log.views.drafts import keeps_draft, restore_all
from sessions_log.views.meetings import own_meeting
from sessions_log.views.pairs import pair_form, refuse_when_over

#: Three forms stand on one page: what is called the same has ids of its own.
POINT, WISH, ACTION = "point_%s", "wish_%s", "action_%s"


@require_safe
@opens_sealed
def prepare(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the sheet of a meeting: agenda, actions, goals, and what I want of it."""
    return _sheet(request, own_meeting(request, pk))


@require_form
@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def point_add(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put a point on the agenda of the two."""
    meeting = own_meeting(request, pk)
    form = PointForm(
        posted(request), readers=_readers(request, meeting)[US], auto_id=POINT
    )

    def act() -> None:
        said = form.cleaned_data
        preparation.add_point(
            meeting,
            said["text"],
            at=timezone.now(),
            by=request.user,
            once=said["once"],
        )

    return _sent(request, meeting, form, act, said=_("It is on the agenda."))


@require_POST
def point_remove(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take one's own point from an agenda."""
    point = get_object_or_404(queries.points_by(request.user), pk=pk)
    is_pressed_through(
        request,
        lambda: preparation.remove_point(point, by=request.user),
        said=_("The point has been removed."),
    )
    return redirect("sessions_log:meeting_prepare", point.about)


@require_form
@sensitive_post_parameters("wish")
@keeps_typed("wish")
@opens_sealed
@keeps_draft
def wish_say(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Write what one wants of a meeting, for oneself or for both."""
    meeting = own_meeting(request, pk)
    form = WishForm(posted(request), readers=_readers(request, meeting), auto_id=WISH)
    at, by = timezone.now(), request.user
    return _sent(
        request,
        meeting,
        form,
        lambda: preparation.say_wish(meeting, form.remark(), at=at, by=by),
        said=_("Saved."),
    )


@require_form
@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def action_add(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Agree that one of the two does something."""
    meeting = own_meeting(request, pk)
    form = _action_form(request, meeting, posted(request))

    def act() -> None:
        said = form.cleaned_data
        preparation.add_action(
            meeting,
            said["text"],
            for_role=said["for_role"],
            due_on=said["due_on"],
            at=timezone.now(),
            by=request.user,
            once=said["once"],
        )

    return _sent(request, meeting, form, act, said=_("Saved."))


@require_POST
def action_tick(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that something is done, or is not after all."""
    mine = ActionItem.objects.filter(pairing__in=Pairing.objects.of(request.user))
    action = get_object_or_404(mine.select_related("pairing"), pk=pk)
    refuse_when_over(request, action.pairing)
    is_done_now = request.POST.get("done") == "yes"
    try:
        preparation.tick(
            action, is_done=is_done_now, at=timezone.now(), by=request.user
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    if action.meeting_id:
        return redirect("sessions_log:meeting_prepare", action.meeting_id)
    return redirect("sessions_log:pairing", action.pairing_id)


@require_POST
def prepared(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Keep the mentee's own tick: I prepared."""
    meeting = own_meeting(request, pk)
    says_yes = request.POST.get("prepared") == "yes"
    try:
        preparation.note_prepared(meeting, is_prepared=says_yes, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("sessions_log:meeting_prepare", meeting.pk)


def _sent(
    request: PersonRequest,
    meeting: Meeting,
    form: Form,
    act: Callable[[], object],
    *,
    said: str,
) -> HttpResponse:
    """Do what one form of the sheet asks; refused, it comes back as it was typed."""
    if not form.is_bound:
        return _sheet(request, meeting, form)
    if is_done(form, act):
        messages.success(request, said)
        return redirect("sessions_log:meeting_prepare", meeting.pk)
    return _sheet(request, meeting, form)


def _sheet(
    request: PersonRequest, meeting: Meeting, sent: Form | None = None
) -> HttpResponse:
    """Show the sheet with its three forms; the one that was sent as it was typed."""
    sheet = queries.sheet_of(meeting, reader=request.user)
    readers = _readers(request, meeting)
    forms: dict[str, Form] = {
        "point": PointForm(readers=readers[US], auto_id=POINT),
        "wish": WishForm(
            readers=readers,
            is_shadowing=meeting.way == Meeting.Way.SHADOWING,
            initial=_wish_of(sheet),
            auto_id=WISH,
        ),
        "action": _action_form(request, meeting),
    }
    shown = "point"
    for name, form in forms.items():
        if sent is not None and type(form) is type(sent):
            shown, forms[name] = name, sent if sent.is_bound else form
    more = {
        "sheet": sheet,
        "meeting": meeting,
        **forms,
        **_kept(request, meeting, forms),
    }
    template = "sessions_log/meeting_prepare.html"
    return pair_form(request, template, forms[shown], meeting.pairing, **more)


def _kept(
    request: PersonRequest, meeting: Meeting, forms: Mapping[str, Form]
) -> dict[str, object]:
    """Restore the forms of the sheet: each is kept under an address of its own."""
    pages = {
        name: reverse(f"sessions_log:meeting_{name}", args=[meeting.pk])
        for name in forms
    }
    kept = restore_all(request, {pages[name]: form for name, form in forms.items()})
    drafts = {name: kept.get(page) for name, page in pages.items()}
    return {"pages": pages, "kept": drafts}


def _wish_of(sheet: queries.Sheet) -> dict[str, str]:
    if sheet.mine is None or sheet.mine.text is None:
        return {}
    reader = US if sheet.mine.is_shared else ME
    return {"wish": sheet.mine.text.plain, "reader": reader}


def _action_form(
    request: PersonRequest, meeting: Meeting, data: QueryDict | None = None
) -> ActionForm:
    me, pairing = request.user, meeting.pairing
    roles = ActionItem.ForRole
    both = ((roles.MENTEE, pairing.mentee), (roles.MENTOR, pairing.mentor))
    names = [
        (str(role), _("I do") if one == me else queries.name_of(one))
        for role, one in both
    ]
    readers = _readers(request, meeting)[US]
    return ActionForm(data, names=names, readers=readers, auto_id=ACTION)


def _readers(request: PersonRequest, meeting: Meeting) -> dict[str, access.Readers]:
    return queries.readers_for(meeting.pairing, request.user)
