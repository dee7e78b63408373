"""The call round: the list, the sheet, and what the one who was called sees of it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, form_page, is_done, posted, require_form
from people.models import Person
from programmes.models import Programme
from programmes.rules import call_rounds_of
from sessions_log.forms.calls import CallForm, OutcomeForm
from sessions_log.models import Call, CallRound
from sessions_log.operations import calls
from sessions_log.queries import calls as queries
from sessions_log.views.cockpit import coordinated_programme

PER_PAGE = 50


@require_safe
def call_list(request: PersonRequest, slug: str) -> HttpResponse:
    """List everybody who is to be called, with one press for what came of it."""
    programme = coordinated_programme(request, slug)
    today = timezone.localdate()
    called = queries.round_of(programme, on=today)
    if called is None:
        days = call_rounds_of(
            programme.starts_on, programme.weeks, programme.call_rounds_on
        )
        ahead = next((day for day in days if day > today), None)
        nothing = {"programme": programme, "ahead": ahead}
        return render(request, "sessions_log/call_none.html", nothing)
    everybody = queries.people_to_call(request.user, programme, called)
    page = Paginator(everybody, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": programme,
        "round": called,
        "page": page,
        "called": queries.count_called(everybody, called),
        "rows": queries.callees(list(page), programme, called),
        "outcomes": Call.Outcome.choices,
        "questions": queries.QUESTIONS,
        "today": today,
    }
    return render(request, "sessions_log/call_list.html", context)


@require_form
def call_sheet(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show the sheet of one talk, and note what came of it."""
    programme = coordinated_programme(request, slug)
    called, person = _on_the_list(request, programme, pk)
    [callee] = queries.callees([person], programme, called)
    told = callee.call
    form = CallForm(
        posted(request),
        today=timezone.localdate(),
        initial={
            "outcome": told.outcome if told else None,
            "again_on": told.again_on if told else None,
        },
    )
    if is_done(form, lambda: _note(request, called, person, form)):
        said = _("Noted: %(word)s.") % {"word": _word(form)}
        messages.success(request, said)
        return redirect("sessions_log:call_list", slug)
    context = {
        "programme": programme,
        "one": callee,
        "questions": queries.QUESTIONS,
    }
    return form_page(request, "sessions_log/call_sheet.html", form, **context)


@require_safe
def own_calls(request: PersonRequest) -> HttpResponse:
    """Show somebody what was noted after a talk with them."""
    context = {
        "calls": queries.own_calls(request.user),
        "outcomes": Call.Outcome.choices,
    }
    return render(request, "sessions_log/call_own.html", context)


@require_POST
def own_call(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take another word from the one who was called: the last word is theirs."""
    call = get_object_or_404(queries.own_calls(request.user), pk=pk)
    form = OutcomeForm(request.POST)
    if is_done(form, lambda: _correct(request, call, form)):
        messages.success(request, _("Changed: %(word)s.") % {"word": _word(form)})
    else:
        messages.error(request, _("Choose one of the words."))
    return redirect("sessions_log:own_calls")


def _on_the_list(
    request: PersonRequest, programme: Programme, pk: UUID
) -> tuple[CallRound, Person]:
    """Give somebody whom this coordinator calls; 404 for anybody else."""
    called = queries.round_of(programme, on=timezone.localdate())
    if called is None:
        raise Http404
    everybody = queries.people_to_call(request.user, programme, called)
    return called, get_object_or_404(everybody, pk=pk)


def _note(
    request: PersonRequest, called: CallRound, person: Person, form: CallForm
) -> None:
    calls.note(
        called,
        person,
        form.cleaned_data["outcome"],
        again_on=form.cleaned_data["again_on"],
        at=timezone.now(),
        by=request.user,
    )


def _correct(request: PersonRequest, call: Call, form: OutcomeForm) -> None:
    calls.correct(
        call, form.cleaned_data["outcome"], at=timezone.now(), by=request.user
    )


def _word(form: OutcomeForm) -> str:
    return str(Call.Outcome(form.cleaned_data["outcome"]).label)
