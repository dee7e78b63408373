"""Putting the chart right: what is unknown, one person's lines, changes that wait."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people import access, queries
from people.forms.lines import BeginLineForm, EndLineForm, FindSuperiorForm
from people.http import PersonRequest, form_page, is_done, posted
from people.models import LineRequest, Person, ReportingLine
from people.operations import line_requests, lines

PER_PAGE = 50
MOST_FOUND = 20


@require_safe
def unresolved_list(request: PersonRequest) -> HttpResponse:
    """List the places of the chart that keep people from a pair, the widest first."""
    if not access.may_import(request.user):
        raise PermissionDenied
    pages = Paginator(queries.unresolved(), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    waiting = LineRequest.objects.waiting().for_display().order_by("asked_at", "pk")
    context = {"page": page, "waiting": waiting}
    return render(request, "people/unresolved_list.html", context)


def line_edit(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the lines of one person, each with its remedy; give another superior."""
    person = _mended(request, pk)
    on = timezone.localdate()
    find = FindSuperiorForm(request.GET)
    text = find.cleaned_data["q"].strip() if find.is_valid() else ""
    form = BeginLineForm(posted(request), initial={"from_on": on})
    if is_done(form, lambda: _begin(request, form, person)):
        messages.success(request, _("Saved. Pairs were checked again at once."))
        return redirect("people:line_edit", person.pk)
    others = Person.objects.employed().exclude(pk=person.pk).found(text)
    found = queries.with_posts(others.in_alphabet(), on=on)[:MOST_FOUND]
    return form_page(
        request,
        "people/line_edit.html",
        form,
        person=person,
        place=queries.place_of(person, on=on),
        text=text,
        found=found if text else [],
        waiting=LineRequest.objects.waiting().filter(person=person).for_display(),
    )


@require_POST
def line_end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End a line, at once or after a last day."""
    if not access.may_import(request.user):
        raise Http404
    standing = ReportingLine.objects.standing(timezone.localdate())
    line = get_object_or_404(standing, pk=pk)
    form = EndLineForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the last day as a date, or leave it empty."))
        return redirect("people:line_edit", line.person_id)
    return _asked(
        request,
        line.person_id,
        lambda: line_requests.end_line(
            line, last_on=form.last_day(), at=timezone.now(), by=request.user
        ),
    )


@require_POST
def top_mark(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that nobody of this company is above somebody."""
    person = _mended(request, pk)
    return _asked(
        request,
        person.pk,
        lambda: line_requests.mark_top(person, at=timezone.now(), by=request.user),
    )


@require_POST
def top_unmark(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that somebody does stand above."""
    person = _mended(request, pk)
    lines.mark_top(person, is_top=False, at=timezone.now(), by=request.user)
    messages.success(request, _("Saved. Pairs were checked again at once."))
    return redirect("people:line_edit", person.pk)


@require_POST
def superior_found(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that no superior is missing any more."""
    person = _mended(request, pk)
    lines.resolve(person, at=timezone.now(), by=request.user)
    messages.success(request, _("Saved. Pairs were checked again at once."))
    return redirect("people:line_edit", person.pk)


def line_request(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show one change that waits, to hr and to those concerned; take their answer."""
    wanted = get_object_or_404(queries.requests_of(request.user), pk=pk)
    may = {
        "confirm": access.may_decide_request(request.user, wanted),
        "refuse": access.is_hr(request.user),
        "object": access.may_object_to(request.user, wanted),
    }
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if not may.get(answer):
            raise PermissionDenied
        return _answered(request, wanted, answer)
    context = {"wanted": wanted, "may": may}
    return render(request, "people/line_request.html", context)


def _answered(request: PersonRequest, wanted: LineRequest, answer: str) -> HttpResponse:
    act = {
        "confirm": line_requests.confirm,
        "refuse": line_requests.refuse,
        "object": line_requests.object_to,
    }[answer]
    try:
        act(wanted, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Your answer is saved."))
    return redirect("people:line_request", wanted.pk)


def _begin(request: PersonRequest, form: BeginLineForm, person: Person) -> None:
    lines.begin(form.line_of(person), at=timezone.now(), by=request.user)


def _asked(
    request: PersonRequest, person: UUID, act: Callable[[], LineRequest | None]
) -> HttpResponse:
    """Do or ask something, and say which of the two it was."""
    try:
        waits = act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("people:line_edit", person)
    if waits:
        return redirect("people:line_request", waits.pk)
    messages.success(request, _("Saved. Pairs were checked again at once."))
    return redirect("people:line_edit", person)


def _mended(request: PersonRequest, pk: UUID) -> Person:
    """Give the person whose lines hr puts right; for anybody else there is nobody."""
    person = get_object_or_404(Person, pk=pk)
    if not access.may_import(request.user):
        raise Http404
    return person
