"""Talks among mentors: planned by a coordinator, answered by each of the invited."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, form_page, is_done, posted, require_form
from programmes import access
from programmes.forms.intervision import AttendanceForm, IntervisionForm
from programmes.models import Intervision, Programme
from programmes.operations import intervision as acts
from programmes.queries import intervision as talks
from programmes.queries.overview import coordinators_of
from programmes.views.answers import editable_programme, visible_programme


@require_safe
def intervision_list(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the talks that one plans or is invited to, and whom a mentor may call."""
    programme = _among_mentors(request, slug)
    found = talks.talks_of(programme, reader=request.user, at=timezone.now())
    context = {
        "programme": programme,
        "talks": found,
        "may_plan": access.coordinates(request.user, programme),
        "coordinators": coordinators_of(programme),
    }
    return render(request, "programmes/intervision_list.html", context)


@require_form
def intervision_plan(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose a date and invite three to eight mentors."""
    programme, now = editable_programme(request, slug), timezone.now()
    mentors = talks.mentors_of(programme)
    form = IntervisionForm(posted(request), mentors=mentors)
    if request.method == "POST" and is_done(
        form,
        lambda: acts.plan_intervision(
            programme, form.gathering(), at=now, by=request.user
        ),
    ):
        messages.success(request, _("The invitations leave now."))
        return redirect("programmes:intervision_list", slug)
    context = {"programme": programme, "mentors": mentors, "fewest": acts.FEWEST}
    return form_page(request, "programmes/intervision_plan.html", form, **context)


@require_safe
def intervision_guide(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the one page that such a talk needs, ready to print."""
    programme = _among_mentors(request, slug)
    context = {"programme": programme}
    return render(request, "programmes/intervision_guide.html", context)


@require_POST
def intervision_answer(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say that one comes, cannot come, or was there."""
    programme = visible_programme(request, slug)
    talk = get_object_or_404(
        Intervision, programme=programme, attendances__mentor=request.user, pk=pk
    )
    form = AttendanceForm(request.POST)
    if is_done(
        form,
        lambda: acts.say_of_intervision(
            talk, form.cleaned_data["said"], at=timezone.now(), by=request.user
        ),
    ):
        messages.success(request, _("Thank you. Your answer has been noted."))
    else:
        messages.error(request, _("This cannot be answered now."))
    return redirect("programmes:intervision_list", slug)


@require_POST
def intervision_call_off(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Call a talk off; whoever had not said no is told."""
    programme = editable_programme(request, slug)
    talk = get_object_or_404(Intervision, programme=programme, pk=pk)
    try:
        acts.call_off_intervision(talk, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Called off. Whoever was coming is told."))
    return redirect("programmes:intervision_list", slug)


def _among_mentors(request: PersonRequest, slug: str) -> Programme:
    """Give a programme to its coordinators and its mentors."""
    programme = visible_programme(request, slug)
    is_mentor = talks.mentors_of(programme).filter(person=request.user).exists()
    if is_mentor or access.coordinates(request.user, programme):
        return programme
    raise PermissionDenied
