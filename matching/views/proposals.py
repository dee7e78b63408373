"""A proposal, before the two and before the coordinator."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matching import access, queries
from matching.forms import AnswerForm
from matching.models import Proposal
from matching.operations import proposals
from people.http import PersonRequest, form_page, is_done


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


def _answer(request: PersonRequest, form: AnswerForm, found: Proposal) -> None:
    yes = form.cleaned_data["answer"]
    proposals.answer(found, yes=yes, at=timezone.now(), by=request.user)
