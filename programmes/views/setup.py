"""Setting a programme up: the task list, its sections, the check before it opens."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, form_page, is_done, require_form
from programmes import operations, queries
from programmes.forms.sections import (
    AgreementForm,
    ContactsForm,
    MissionForm,
    RhythmForm,
    SectionForm,
    WordsForm,
)
from programmes.models import Programme
from programmes.operations import CONFLICT
from programmes.queries.setup import SECTIONS
from programmes.views.answers import editable_programme

FORMS: dict[str, type[SectionForm]] = {
    "mission": MissionForm,
    "rhythm": RhythmForm,
    "words": WordsForm,
    "contacts": ContactsForm,
}


@require_safe
def setup_show(request: PersonRequest, slug: str) -> HttpResponse:
    """Show what of the set-up is done, what is a proposal, and what is missing."""
    programme = editable_programme(request, slug)
    return render(
        request,
        "programmes/setup_show.html",
        {
            "programme": programme,
            "hub": queries.hub_of(programme),
            "rhythm": queries.rhythm_of(programme),
        },
    )


@require_form
def section_edit(request: PersonRequest, slug: str, section: str) -> HttpResponse:
    """Change one section of the set-up."""
    programme = editable_programme(request, slug)
    form = FORMS[section](request.POST or None, programme=programme)
    saved = is_done(form, lambda: _save(request, programme, section, form))
    return saved_or_again(request, form, section=section, saved=saved)


@require_form
def agreement_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Change the sentences that two people agree on."""
    programme = editable_programme(request, slug)
    form = AgreementForm(request.POST or None, programme=programme)
    saved = is_done(
        form,
        lambda: operations.save_agreement(
            programme,
            form.texts(),
            saving=form.saving(by=request.user, at=timezone.now()),
        ),
    )
    return saved_or_again(request, form, section="agreement", saved=saved)


@require_safe
def check_show(request: PersonRequest, slug: str) -> HttpResponse:
    """Show all answers once more, and what is missing; the one button opens it."""
    programme = editable_programme(request, slug)
    return render(
        request,
        "programmes/check_show.html",
        {
            "programme": programme,
            "hub": queries.hub_of(programme),
            "answers": queries.answers_of(programme),
        },
    )


@require_POST
def programme_open(request: PersonRequest, slug: str) -> HttpResponse:
    """Open a programme, or say again what is missing."""
    programme = editable_programme(request, slug)
    try:
        operations.open_programme(programme, by=request.user, at=timezone.now())
    except ValidationError:
        return redirect("programmes:check_show", slug)
    messages.success(request, _("The programme is open. Now you can invite people."))
    return redirect("programmes:people_list", slug)


def saved_or_again(
    request: PersonRequest, form: SectionForm, *, section: str, saved: bool
) -> HttpResponse:
    """Go back to the task list, or show the form again with all that was typed.

    When somebody else saved meanwhile, what they saved stands beside it: 409.
    """
    slug = form.programme.slug
    if saved:
        messages.success(request, _("Saved."))
        return redirect("programmes:setup_show", slug)
    context = {
        "programme": form.programme,
        "title": SECTIONS[section],
        "section": section,
        "rhythm": queries.rhythm_of(form.programme),
    }
    template = f"programmes/{section}_edit.html"
    if not form.has_error(NON_FIELD_ERRORS, CONFLICT):
        return form_page(request, template, form, **context)
    now = Programme.objects.get(pk=form.programme.pk)
    form.catch_up(now.version)
    context |= {"form": form, "theirs": form.differences(now)}
    return render(request, template, context, status=HTTPStatus.CONFLICT)


def _save(
    request: PersonRequest, programme: Programme, section: str, form: SectionForm
) -> object:
    saving = form.saving(by=request.user, at=timezone.now())
    return operations.save_section(programme, section, form.values(), saving=saving)
