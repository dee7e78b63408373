"""Pages about goals."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from matching.models import Pairing
from people.http import PersonRequest, is_done, keeps_typed, opens_sealed, posted
from sessions_log import access
from sessions_log.forms import GoalForm, StepForm
from sessions_log.models import Goal
from sessions_log.operations import goals
from sessions_log.views.drafts import keeps_draft
from sessions_log.views.pairs import pair_form, writable_pairing


def own_goal(request: PersonRequest, pk: UUID) -> Goal:
    """Give a goal to one of the two who may still write; 404 for everybody else."""
    mine = Pairing.objects.of(request.user)
    found = Goal.objects.filter(pairing__in=mine).select_related("pairing__programme")
    goal = get_object_or_404(found, pk=pk)
    if not access.may_write(request.user, goal.pairing):
        raise PermissionDenied
    return goal


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def goal_add(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Write a goal."""
    pairing = writable_pairing(request, pk)
    readers = access.readers_of(access.KINDS[access.US], pairing, request.user)
    form = GoalForm(posted(request), readers=readers)
    if request.method == "POST" and is_done(
        form,
        lambda: goals.add(
            pairing,
            form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            at=timezone.now(),
            by=request.user,
            once=form.cleaned_data["once"],
        ),
    ):
        messages.success(
            request, _("The goal has been saved. The other agrees with it next.")
        )
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(request, "sessions_log/goal_add.html", form, pairing)


@require_POST
def goal_agree(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Agree with a goal."""
    goal = own_goal(request, pk)
    if not access.may_agree_on(request.user, goal):
        raise PermissionDenied
    by = request.user
    return _done(request, goal, lambda: goals.agree(goal, at=timezone.now(), by=by))


@require_POST
def goal_move(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put a goal at another step."""
    goal = own_goal(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A goal has four steps."))
        return redirect("sessions_log:pairing", goal.pairing_id)
    step = form.cleaned_data["step"]
    return _done(request, goal, lambda: goals.move(goal, step=step, by=request.user))


@require_POST
def goal_let_go(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put a goal aside."""
    goal = own_goal(request, pk)
    return _done(request, goal, lambda: goals.let_go(goal, by=request.user))


@require_POST
def goal_take_up(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take up a goal that was put aside."""
    goal = own_goal(request, pk)
    return _done(request, goal, lambda: goals.take_up(goal, by=request.user))


def _done(
    request: PersonRequest, goal: Goal, act: Callable[[], object]
) -> HttpResponse:
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("sessions_log:pairing", goal.pairing_id)
