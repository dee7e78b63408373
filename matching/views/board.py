"""The board: who waits for a mentor, what the system proposes, who is asked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
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
from programmes.models import Programme


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
