"""The list of programmes, a new one, and the public page of each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.http import PersonRequest, form_page, is_done, require_form, tell
from programmes import access, operations, queries
from programmes.forms.setup import NewProgrammeForm, StepForm
from programmes.models import Programme
from programmes.rules import steps_from
from programmes.views.answers import editable_programme, visible_programme


@require_safe
def programme_list(request: PersonRequest) -> HttpResponse:
    """Show the programmes that somebody may know of, and what they are in each."""
    return render(
        request,
        "programmes/programme_list.html",
        {
            "rows": queries.programmes_of(request.user),
            "may_create": access.may_create(request.user),
        },
    )


@require_form
def programme_create(request: PersonRequest) -> HttpResponse:
    """Start a programme from a template, or from an earlier edition."""
    if not access.may_create(request.user):
        raise PermissionDenied
    earlier = Programme.objects.visible_to(request.user).order_by("name", "pk")
    form = NewProgrammeForm(request.POST or None, earlier=earlier)
    programme = _create(request, form) if form.is_valid() else None
    if programme is None:
        return form_page(request, "programmes/programme_create.html", form)
    messages.success(
        request,
        _("The programme is there, as a draft. Your colleagues do not see it yet."),
    )
    if access.may_edit(request.user, programme):
        return redirect("programmes:setup_show", programme.slug)
    return redirect("programmes:programme_show", programme.slug)


@require_safe
def programme_show(request: PersonRequest, slug: str) -> HttpResponse:
    """Show a programme to whoever may know of it."""
    programme = visible_programme(request, slug)
    page = queries.page_of(programme, request.user)
    return render(
        request,
        "programmes/programme_show.html",
        {"programme": programme, "page": page},
    )


@require_form
def programme_advance(request: PersonRequest, slug: str) -> HttpResponse:
    """Move an open programme to its next step."""
    programme = editable_programme(request, slug)
    steps = [one for one in steps_from(programme.state) if one != "closed"]
    if programme.is_draft or not steps:
        return redirect("programmes:setup_show", slug)
    form = StepForm(request.POST or None, steps=steps)
    by, at = request.user, timezone.now()
    if is_done(
        form,
        lambda: operations.advance(programme, to=form.cleaned_data["to"], by=by, at=at),
    ):
        return redirect("programmes:setup_show", slug)
    return form_page(
        request, "programmes/programme_advance.html", form, programme=programme
    )


@require_form
def programme_close(request: PersonRequest, slug: str) -> HttpResponse:
    """Close a programme for good; asked once more, because it cannot be undone."""
    programme = editable_programme(request, slug)
    if request.method != "POST":
        return render(
            request, "programmes/programme_close.html", {"programme": programme}
        )
    try:
        operations.close(programme, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The programme is closed. Thank you."))
    return redirect("programmes:setup_show", slug)


def _create(request: PersonRequest, form: NewProgrammeForm) -> Programme | None:
    try:
        return operations.create_programme(
            form.new_programme(),
            coordinator=form.cleaned_data["coordinator"] or request.user,
            by=request.user,
            at=timezone.now(),
        )
    except ValidationError as refusal:
        tell(form, refusal)
        return None
