"""Pages about goals."""

from collections.abc import Callable
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
from sessions_log.forms import GoalForm, StepForm, WordingForm
from sessions_log.models import Goal
from sessions_log.operations import goals, wording
from sessions_log.queries import OpenGoal
from sessions_log.views.drafts import keeps_draft
from sessions_log.views.pairs import pair_form, refuse_when_over, writable_pairing

WORDS = ("text", "why", "notice", "means")


def own_goal(request: PersonRequest, pk: UUID) -> Goal:
    """Give a goal to one of the two who may still write; 404 for everybody else."""
    mine = Pairing.objects.of(request.user)
    found = Goal.objects.filter(pairing__in=mine).select_related(
        "pairing__programme", "pairing__mentor", "pairing__mentee"
    )
    goal = get_object_or_404(found, pk=pk)
    refuse_when_over(request, goal.pairing)
    return goal


@sensitive_post_parameters(*WORDS)
@keeps_typed(*WORDS)
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
            beside=form.beside(),
        ),
    ):
        messages.success(
            request, _("The goal has been saved. The other agrees with it next.")
        )
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(request, "sessions_log/goal_add.html", form, pairing)


@sensitive_post_parameters(*WORDS)
@keeps_typed(*WORDS)
@opens_sealed
@keeps_draft
def goal_change(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put one's own goal in other words, as the mentee; it stays agreed."""
    goal = own_goal(request, pk)
    if request.user.pk != goal.pairing.mentee_id:
        raise PermissionDenied
    said = queries.goal_of(goal, reader=request.user)
    form = GoalForm(
        posted(request),
        readers=access.readers_of(access.KINDS[access.US], goal.pairing, request.user),
        initial={"due_on": goal.due_on, **_words_of(said)},
    )
    if request.method == "POST" and is_done(
        form,
        lambda: wording.reword(
            goal,
            form.cleaned_data["text"],
            beside=form.beside(),
            due_on=form.cleaned_data["due_on"],
            at=timezone.now(),
            by=request.user,
        ),
    ):
        messages.success(request, _("The goal has been saved."))
        return redirect("sessions_log:pairing", goal.pairing_id)
    return pair_form(request, "sessions_log/goal_change.html", form, goal.pairing)


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def goal_wording(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Propose other words for a goal; whoever learns chooses."""
    goal = own_goal(request, pk)
    form = WordingForm(
        posted(request),
        readers=access.readers_of(access.KINDS[access.US], goal.pairing, request.user),
    )
    if request.method == "POST" and is_done(
        form,
        lambda: wording.propose(
            goal,
            form.cleaned_data["text"],
            at=timezone.now(),
            by=request.user,
            once=form.cleaned_data["once"],
        ),
    ):
        messages.success(request, _("Your words have been proposed."))
        return redirect("sessions_log:pairing", goal.pairing_id)
    said = queries.goal_of(goal, reader=request.user)
    return pair_form(
        request, "sessions_log/goal_wording.html", form, goal.pairing, one=said
    )


@require_POST
@opens_sealed
def goal_wording_answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take the mentor's words over, or keep one's own."""
    goal = own_goal(request, pk)
    takes, by = request.POST.get("takes") == "yes", request.user
    return _done(
        request,
        goal,
        lambda: wording.answer(goal, takes=takes, at=timezone.now(), by=by),
    )


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


def _words_of(said: OpenGoal) -> dict[str, str]:
    """Give the words of a goal as its form has them."""
    texts = {"text": said.text, **{kind: getattr(said, kind) for kind in WORDS[1:]}}
    return {name: text.plain for name, text in texts.items() if text}


def _done(
    request: PersonRequest, goal: Goal, act: Callable[[], object]
) -> HttpResponse:
    is_pressed_through(request, act)
    return redirect("sessions_log:pairing", goal.pairing_id)
