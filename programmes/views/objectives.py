"""The goals of a programme, and what people can learn in it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.http import PersonRequest, form_page, is_done, require_form
from programmes import operations, queries
from programmes.forms.sections import CompetenceForm, ObjectiveForm
from programmes.operations import Saving
from programmes.views.answers import editable_programme
from programmes.views.setup import saved_or_again


@require_form
def objectives_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the goals of a programme, and add one."""
    programme = editable_programme(request, slug)
    form = ObjectiveForm(request.POST or None, programme=programme)
    return _answer(request, form)


@require_form
def objective_edit(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change one goal of a programme."""
    programme = editable_programme(request, slug)
    objective = get_object_or_404(programme.objectives, pk=pk)
    form = ObjectiveForm(request.POST or None, programme=programme, objective=objective)
    return _answer(request, form)


@require_POST
def objective_remove(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Remove a goal; an open programme keeps at least one."""
    programme = editable_programme(request, slug)
    objective = get_object_or_404(programme.objectives, pk=pk)
    saving = Saving(by=request.user, at=timezone.now(), version=programme.version)
    try:
        operations.remove_objective(objective, saving=saving)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Removed."))
    return redirect("programmes:objectives_edit", slug)


@require_form
def competences_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Show what people can learn, and add something of the company's own."""
    programme = editable_programme(request, slug)
    form = CompetenceForm(request.POST or None)
    by, at = request.user, timezone.now()
    if is_done(
        form,
        lambda: operations.add_competence(labels=form.labels(), by=by, at=at),
    ):
        messages.success(request, _("Saved."))
        return redirect("programmes:competences_edit", slug)
    return form_page(
        request,
        "programmes/competences_edit.html",
        form,
        programme=programme,
        families=queries.learnable(),
    )


def _answer(request: PersonRequest, form: ObjectiveForm) -> HttpResponse:
    saved = is_done(
        form,
        lambda: operations.save_objective(
            form.programme,
            form.aim(),
            saving=form.saving(by=request.user, at=timezone.now()),
            objective=form.objective,
        ),
    )
    return saved_or_again(request, form, section="objectives", saved=saved)
