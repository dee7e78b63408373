"""The board: who waits for a mentor, what the system proposes, who is asked."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from matching import access, queries
from matching.forms import ComputeForm, ProposeForm
from matching.models import Proposal, Round
from matching.operations import proposals, rounds
from people.http import PersonRequest, is_done
from programmes.models import Enrolment, Programme

BEST = 3


@require_safe
def board(request: PersonRequest, slug: str) -> HttpResponse:
    """Show who waits for a mentor, who is asked, and what the system proposes."""
    programme = _matched_by(request, slug)
    near = queries.close_to(request.user, programme)
    board = queries.board_of(programme, at=timezone.now())
    mentees = [one for one in board.mentees if not one.concerns(near)]
    followed = [one for one in board.asked if not near & _two_of(one)]
    shown, every = len(mentees) + len(followed), len(board.mentees) + len(board.asked)
    context = {
        "programme": programme,
        "words": programme.words,
        "mentees": mentees,
        "drafts": sum(bool(one.draft) for one in mentees),
        "asked": followed,
        "by_others": every - shown,
    }
    return render(request, "matching/board.html", context)


@require_safe
def rematch(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show the best three for one mentee, with reasons, to propose from."""
    programme = _matched_by(request, slug)
    parts = Enrolment.objects.mentees().filter(programme=programme).for_display()
    part = get_object_or_404(parts, pk=pk)
    near = queries.close_to(request.user, programme)
    if part.person_id in near:
        raise Http404
    waiting = queries.mentees(programme, at=timezone.now())
    found = next((one for one in waiting if one.seat.pk == part.pk), None)
    possible = found.best() if found else []
    best = [one for one in possible if one.mentor.person_id not in near]
    context = {
        "programme": programme,
        "words": programme.words,
        "part": part,
        "waits": found is not None,
        "best": best[:BEST],
        "by_on": queries.promised_on(part),
    }
    return render(request, "matching/rematch.html", context)


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


def _matched_by(request: PersonRequest, slug: str) -> Programme:
    """Give the programme that this coordinator forms pairs in; 404 for a stranger."""
    mine = Programme.objects.coordinated_by(request.user)
    programme = get_object_or_404(mine, slug=slug)
    if not programme.may_pair:
        raise PermissionDenied
    return programme


def _two_of(proposal: Proposal) -> set[UUID]:
    return {proposal.mentor.person_id, proposal.mentee.person_id}


def _propose(request: PersonRequest, form: ProposeForm) -> None:
    mentor, mentee = form.cleaned_data["mentor"], form.cleaned_data["mentee"]
    if not access.may_propose(request.user, mentor.person, mentee.person):
        raise PermissionDenied
    proposals.propose(mentor=mentor, mentee=mentee, at=timezone.now(), by=request.user)


def _say_how_many(request: PersonRequest, made: Round) -> None:
    found = made.proposals.count()
    said = ngettext(
        "The system proposes %(count)d pair. Nobody has been asked yet.",
        "The system proposes %(count)d pairs. Nobody has been asked yet.",
        found,
    )
    messages.info(request, said % {"count": found})
