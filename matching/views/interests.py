"""Who stands too near to follow a pair, and who follows it instead."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matching import access, queries
from matching.forms import ColleagueForm, InvitedForm
from matching.models import InterestDeclared, Pairing
from matching.operations import interests
from people.http import PersonRequest, form_page, is_done, posted, require_form
from programmes.models import Programme


@require_form
def interest_list(request: PersonRequest, slug: str) -> HttpResponse:
    """Show and add whom a coordinator is close to: another follows those."""
    programme = _coordinated(request, slug)
    form = ColleagueForm(posted(request))
    if request.method == "POST" and is_done(
        form,
        lambda: interests.declare(
            programme, form.cleaned_data["person"], at=timezone.now(), by=request.user
        ),
        field="person",
    ):
        messages.success(request, _("Noted. You see a number instead of their pairs."))
        return redirect("matching:interest_list", slug)
    context = {
        "programme": programme,
        "declared": queries.interests_of(request.user, programme),
    }
    return form_page(request, "matching/interests.html", form, **context)


@require_POST
def interest_withdraw(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take back what one declared oneself."""
    programme = _coordinated(request, slug)
    own = InterestDeclared.objects.filter(programme=programme, coordinator=request.user)
    declared = get_object_or_404(own, pk=pk)
    interests.withdraw(declared, at=timezone.now(), by=request.user)
    messages.success(request, _("Saved."))
    return redirect("matching:interest_list", slug)


@require_form
def outside(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask somebody from outside the programme to follow this one pair."""
    pairing = _asking_pair(request, pk)
    form = ColleagueForm(posted(request))
    if request.method == "POST" and is_done(
        form,
        lambda: interests.invite_outside(
            pairing, form.cleaned_data["person"], at=timezone.now(), by=request.user
        ),
        field="person",
    ):
        messages.success(request, _("From now on this colleague follows this pair."))
        return redirect("matching:outside", pairing.pk)
    context = {
        "pairing": pairing,
        "programme": pairing.programme,
        "invited": queries.outside_coordinators_of(pairing),
        "own": pairing.has(request.user),
    }
    return form_page(request, "matching/outside.html", form, **context)


@require_POST
def outside_end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let somebody from outside follow this pair no more."""
    pairing = _asking_pair(request, pk)
    form = InvitedForm(request.POST, pairing=pairing)
    if not form.is_valid():
        raise Http404
    invited = form.cleaned_data["invited"]
    interests.end_outside(invited, at=timezone.now(), by=request.user)
    messages.success(request, _("Saved."))
    return redirect("matching:outside", pairing.pk)


def _coordinated(request: PersonRequest, slug: str) -> Programme:
    mine = Programme.objects.coordinated_by(request.user)
    return get_object_or_404(mine, slug=slug)


def _asking_pair(request: PersonRequest, pk: UUID) -> Pairing:
    """Give a pairing to whoever may ask somebody in; 404 for a stranger."""
    visible = Pairing.objects.visible_to(request.user).for_display()
    pairing = get_object_or_404(visible, pk=pk)
    alone = pairing.pk in queries.self_service(pairing.programme)
    if not access.may_ask_from_outside(request.user, pairing, alone=alone):
        raise PermissionDenied
    return pairing
