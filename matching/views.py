"""Pages of matching: the board of a programme, a proposal, the end of a pairing."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from matching import access, queries
from matching.forms import (
    AnswerForm,
    ComputeForm,
    ProposeForm,
    StopForm,
    WhatNextForm,
)
from matching.models import Pairing, Proposal, Round
from matching.operations import pairings, proposals, rounds, suspensions
from people.http import PersonRequest, form_page, is_done, posted
from programmes.models import Programme

PER_PAGE = 50


@require_safe
def pairing_list(request: PersonRequest) -> HttpResponse:
    """List the pairs of every programme that one coordinates."""
    mine = Programme.objects.coordinated_by(request.user).order_by("name", "pk")
    programmes = list(mine)
    if not programmes:
        raise PermissionDenied
    found = (
        Pairing.objects.visible_to(request.user)
        .filter(programme__in=programmes)
        .for_display()
        .order_by("programme__name", "mentee__family_name", "mentee__given_name", "pk")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    days = queries.foreseen(page.object_list, on=timezone.localdate())
    rows = [(pairing, days.get(pairing.pk)) for pairing in page.object_list]
    every = Pairing.objects.filter(programme__in=programmes).count()
    context = {
        "page": page,
        "rows": rows,
        "programmes": programmes,
        "followed_by_others": every - page.paginator.count,
    }
    return render(request, "matching/pairing_list.html", context)


@require_safe
def board(request: PersonRequest, slug: str) -> HttpResponse:
    """Show who waits for a mentor, who is asked, and what the system proposes."""
    programme = _matched_by(request, slug)
    mentees = queries.mentees(programme, at=timezone.now())
    context = {
        "programme": programme,
        "mentees": mentees,
        "drafts": sum(bool(one.draft) for one in mentees),
        "asked": _asked(request, programme),
    }
    return render(request, "matching/board.html", context)


@require_POST
def compute(request: PersonRequest, slug: str) -> HttpResponse:
    """Let the system propose the best lawful pairs."""
    programme = _matched_by(request, slug)
    form = ComputeForm(request.POST)
    if form.is_valid():
        mode = form.cleaned_data["mode"]
        made = rounds.compute(programme, at=timezone.now(), by=request.user, mode=mode)
        _say_how_many(request, made)
    else:
        messages.error(request, _("Choose how the pairs are to be found."))
    return redirect("matching:board", programme.slug)


@require_POST
def publish(request: PersonRequest, slug: str) -> HttpResponse:
    """Lay every draft before the two."""
    programme = _matched_by(request, slug)
    made = Round.objects.filter(programme=programme, state=Round.State.DRAFT).first()
    asked = rounds.publish(made, at=timezone.now(), by=request.user) if made else 0
    said = ngettext(
        "%(count)d pair is being asked.", "%(count)d pairs are being asked.", asked
    )
    if asked:
        messages.success(request, said % {"count": asked})
    else:
        messages.info(request, _("There is nothing to ask now."))
    return redirect("matching:board", programme.slug)


@require_POST
def propose(request: PersonRequest, slug: str) -> HttpResponse:
    """Propose one mentor to one mentee by hand."""
    programme = _matched_by(request, slug)
    form = ProposeForm(programme, request.POST)
    if is_done(form, lambda: _propose(request, form)):
        messages.success(request, _("Both are being asked."))
    else:
        for refusals in form.errors.values():
            messages.error(request, " ".join(str(one) for one in refusals))
    return redirect("matching:board", programme.slug)


@require_safe
def proposal(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show one of the two who the other is and what it asks."""
    found = _proposal(request, pk)
    return render(request, "matching/proposal.html", _proposal_context(request, found))


@require_POST
def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take the answer of one of the two."""
    found = _proposal(request, pk)
    if request.user not in found.people():
        raise PermissionDenied
    form = AnswerForm(request.POST)
    if is_done(form, lambda: _answer(request, form, found)):
        messages.success(request, _("Thank you. Your answer has been noted."))
        return redirect("today")
    context = _proposal_context(request, found)
    return form_page(request, "matching/proposal.html", form, **context)


@require_POST
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take a proposal back before it became a pair."""
    found = _proposal(request, pk)
    programme = found.mentee.programme
    if not access.may_match(request.user, programme):
        raise PermissionDenied
    proposals.withdraw(found, by=request.user)
    return redirect("matching:board", programme.slug)


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


def _matched_by(request: PersonRequest, slug: str) -> Programme:
    """Give the programme that this coordinator forms pairs in; 404 for a stranger."""
    mine = Programme.objects.coordinated_by(request.user)
    programme = get_object_or_404(mine, slug=slug)
    if not programme.may_pair:
        raise PermissionDenied
    return programme


def _asked(request: PersonRequest, programme: Programme) -> list[Proposal]:
    found = Proposal.objects.followed_by(request.user).asked().for_display()
    here = found.filter(mentee__programme=programme)
    return list(here.order_by("mentee__person__family_name", "pk"))


def _proposal(request: PersonRequest, pk: UUID) -> Proposal:
    found = Proposal.objects.visible_to(request.user).for_display()
    return get_object_or_404(found, pk=pk)


def _proposal_context(request: PersonRequest, found: Proposal) -> dict[str, object]:
    mentor, mentee = found.people()
    is_mentor = request.user == mentor
    return {
        "proposal": found,
        "programme": found.mentee.programme,
        "is_mentor": is_mentor,
        "other": mentee if is_mentor else mentor,
        "reasons": queries.reasons_of_proposal(found),
        "may_answer": access.may_answer(request.user, found),
    }


def _propose(request: PersonRequest, form: ProposeForm) -> None:
    mentor, mentee = form.cleaned_data["mentor"], form.cleaned_data["mentee"]
    if not access.may_propose(request.user, mentor.person, mentee.person):
        raise PermissionDenied
    proposals.propose(mentor=mentor, mentee=mentee, at=timezone.now(), by=request.user)


def _answer(request: PersonRequest, form: AnswerForm, found: Proposal) -> None:
    yes = form.cleaned_data["answer"]
    proposals.answer(found, yes=yes, at=timezone.now(), by=request.user)


def _say_what_next(
    request: PersonRequest, form: WhatNextForm, pairing: Pairing
) -> None:
    wish = form.cleaned_data["wish"]
    suspensions.say_what_next(pairing, wish, at=timezone.now(), by=request.user)


def _stop(request: PersonRequest, form: StopForm, pairing: Pairing) -> None:
    tell_now = form.cleaned_data["tell_now"]
    pairings.stop(pairing, at=timezone.now(), by=request.user, tell_now=tell_now)


def _say_how_many(request: PersonRequest, made: Round) -> None:
    found = made.proposals.count()
    said = ngettext(
        "The system proposes %(count)d pair. Nobody has been asked yet.",
        "The system proposes %(count)d pairs. Nobody has been asked yet.",
        found,
    )
    messages.info(request, said % {"count": found})
