"""The welcome of a newcomer: noted by a coordinator, signed by a superior."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mailing import links
from people.http import PersonRequest, form_page, is_done, posted, require_form
from people.models import Person
from programmes import access, emails, operations, queries
from programmes.forms.newcomers import SignerForm, SignForm, StepsForm
from programmes.models import Programme, Welcome
from programmes.rules import WELCOME_STEPS
from programmes.views.answers import visible_programme


@require_form
def newcomer_show(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show what a newcomer has been shown; a coordinator notes it."""
    programme, person = _newcomer(request, slug, pk)
    welcome = queries.welcome_of(programme, person)
    form = StepsForm(posted(request), initial={"steps": welcome.steps_done})
    if request.method == "POST":
        if not access.may_see_people(request.user, programme):
            raise PermissionDenied
        if is_done(form, lambda: _note(request, form, programme, person)):
            messages.success(request, _("Saved."))
            return redirect("programmes:newcomer_show", slug, pk)
    return form_page(
        request,
        "programmes/newcomer_show.html",
        form,
        **_page_of(request, programme, person, welcome),
    )


@require_POST
def newcomer_ask(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Ask a superior of the newcomer to sign."""
    programme, person = _newcomer(request, slug, pk)
    if not access.may_see_people(request.user, programme):
        raise PermissionDenied
    superiors = queries.direct_superiors_of(person)
    form = SignerForm(posted(request), superiors=superiors)
    if is_done(form, lambda: _ask(request, form, programme, person)):
        messages.success(request, _("A letter is on its way."))
    else:
        for refusal in form.errors.values():
            messages.error(request, " ".join(map(str, refusal)))
    return redirect("programmes:newcomer_show", slug, pk)


@login_not_required
@require_form
def welcome_sign(request: HttpRequest, token: str) -> HttpResponse:
    """Let the superior who was asked sign, by the link of the letter."""
    welcome, person = _asked(token)
    with translation.override(person.language):
        form = SignForm(posted(request))
        if is_done(form, lambda: _sign(welcome, person)):
            welcome.refresh_from_db()
        context = {"welcome": welcome, "steps": _steps(welcome), "signer": person}
        return form_page(request, "programmes/welcome_sign.html", form, **context)


def _newcomer(request: PersonRequest, slug: str, pk: UUID) -> tuple[Programme, Person]:
    """Give a newcomer to who may know: themselves, or who coordinates."""
    programme = visible_programme(request, slug)
    person = get_object_or_404(Person.objects.employed(), pk=pk)
    if not access.may_see_welcome(request.user, programme, person):
        raise Http404
    return programme, person


def _page_of(
    request: PersonRequest, programme: Programme, person: Person, welcome: Welcome
) -> dict[str, object]:
    superiors = queries.direct_superiors_of(person)
    return {
        "programme": programme,
        "person": person,
        "welcome": welcome,
        "steps": _steps(welcome),
        "may_note": access.may_see_people(request.user, programme)
        and not welcome.is_signed,
        "signing": SignerForm(None, superiors=superiors),
        "superiors": superiors,
    }


def _steps(welcome: Welcome) -> list[tuple[str, bool]]:
    return [
        (str(words), key in welcome.steps_done) for key, words in WELCOME_STEPS.items()
    ]


def _note(
    request: PersonRequest, form: StepsForm, programme: Programme, person: Person
) -> None:
    steps = form.cleaned_data["steps"]
    operations.note_steps(
        programme, person=person, steps=steps, by=request.user, at=timezone.now()
    )


def _ask(
    request: PersonRequest, form: SignerForm, programme: Programme, person: Person
) -> None:
    signer = form.cleaned_data["of"]
    operations.ask_to_sign(
        programme, person=person, of=signer, by=request.user, at=timezone.now()
    )


def _asked(token: str) -> tuple[Welcome, Person]:
    """Give the welcome of a link and who was asked; 404 when somebody else is now."""
    link = links.read(emails.SIGNATURE, token)
    if link is None:
        raise Http404
    rows = Welcome.objects.select_related("person", "programme", "asked_of")
    welcome = get_object_or_404(rows, pk=link.about)
    signer = welcome.asked_of
    if signer is None or not link.is_unused(once=str(signer.pk)):
        raise Http404
    return welcome, signer


def _sign(welcome: Welcome, person: Person) -> None:
    operations.sign(welcome, by=person, at=timezone.now())
