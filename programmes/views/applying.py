"""Signing up for a programme, and leaving it again."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from people.http import PersonRequest, form_page, is_done, require_form
from programmes import access, operations
from programmes.forms.applying import ApplicationForm, MenteeForm, MentorForm
from programmes.models import Enrolment
from programmes.views.answers import visible_enrolment, visible_programme

FORMS: dict[str, type[ApplicationForm]] = {"mentor": MentorForm, "mentee": MenteeForm}


@sensitive_post_parameters("motivation")
@require_form
def apply(request: PersonRequest, slug: str, role: str) -> HttpResponse:
    """Sign up, or change what one told; today shows the step that comes next."""
    programme = visible_programme(request, slug)
    mine = Enrolment.objects.filter(programme=programme, person=request.user, role=role)
    known = mine.exclude(state=Enrolment.State.WITHDRAWN).for_display().first()
    enrolment = known or Enrolment(
        programme=programme, person=request.user, role=role, ways=programme.forms
    )
    if not access.may_apply(request.user, enrolment):
        raise PermissionDenied
    form = FORMS[role](request.POST or None, enrolment=enrolment)
    person, at = request.user, timezone.now()
    if is_done(
        form,
        lambda: operations.apply(
            programme, person=person, role=role, application=form.application(), at=at
        ),
    ):
        messages.success(request, _("Saved. You will hear from us by letter."))
        return redirect("today")
    return form_page(
        request, f"programmes/apply_{role}.html", form, programme=programme
    )


@require_form
def enrolment_withdraw(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """End a part, without a reason; the page says what follows first."""
    enrolment = visible_enrolment(request, slug, pk)
    if not access.may_withdraw(request.user, enrolment):
        raise PermissionDenied
    if request.method == "POST":
        operations.withdraw(enrolment, by=request.user, at=timezone.now())
        messages.success(request, _("It is settled. No reason was asked or kept."))
        return redirect("programmes:programme_show", slug)
    return render(
        request,
        "programmes/enrolment_withdraw.html",
        {"programme": enrolment.programme, "enrolment": enrolment},
    )
