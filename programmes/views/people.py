"""The participants of a programme, as its coordinators see them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, form_page, is_done, require_form
from programmes import access, operations, queries
from programmes.forms.people import EnrolForm, FindForm, SearchForm
from programmes.models import Enrolment
from programmes.queries.kept_apart import KeptApart
from programmes.views.answers import programme_with_people, visible_enrolment

PER_PAGE = 50


@require_safe
def people_list(request: PersonRequest, slug: str) -> HttpResponse:
    """Show who takes part, fifty on a page."""
    programme = programme_with_people(request, slug)
    search = SearchForm(request.GET, programme=programme)
    found = queries.participants_of(programme, **search.wanted())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows_of(page.object_list, reader=request.user)
    return render(
        request,
        "programmes/people_list.html",
        {
            "programme": programme,
            "search": search,
            "page": page,
            "rows": rows,
            "may_approve": any(row.may_decide for row in rows),
            "figures": queries.counts_of(programme),
        },
    )


@require_form
def people_enrol(request: PersonRequest, slug: str) -> HttpResponse:
    """Invite people from the directory: found by name, or given as a list."""
    programme = programme_with_people(request, slug)
    find = FindForm(request.GET)
    text = find.cleaned_data.get("q", "") if find.is_valid() else ""
    form = EnrolForm(request.POST or None, programme=programme)
    if is_done(form, lambda: _invite(request, form)):
        if not form.unknown:
            return redirect("programmes:people_list", slug)
        form = form.left_over()
    return form_page(
        request,
        "programmes/people_enrol.html",
        form,
        programme=programme,
        find=find,
        found=queries.find_people(programme, text, on=timezone.localdate()),
    )


@require_safe
def enrolment_show(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show what somebody told at sign-up, to themselves or to who decides."""
    enrolment = visible_enrolment(request, slug, pk)
    if not access.may_read_application(request.user, enrolment):
        raise PermissionDenied
    return render(
        request,
        "programmes/enrolment_show.html",
        {
            "programme": enrolment.programme,
            "enrolment": enrolment,
            "answers": queries.told_by(enrolment),
            "may_decide": access.may_decide(request.user, enrolment),
            "apart": _apart(request, enrolment),
        },
    )


@require_POST
def enrolment_decide(request: PersonRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say yes, or not this time, to one person."""
    enrolment = visible_enrolment(request, slug, pk)
    if not access.may_decide(request.user, enrolment):
        raise PermissionDenied
    says_yes = request.POST.get("decision") == "approve"
    decide = operations.approve if says_yes else operations.not_now
    try:
        decide(enrolment, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Saved. A letter tells them."))
    return redirect("programmes:people_list", slug)


@require_POST
def people_approve(request: PersonRequest, slug: str) -> HttpResponse:
    """Say yes to everybody who was ticked, and on whom one may decide."""
    programme = programme_with_people(request, slug)
    ticked = Enrolment.objects.filter(
        programme=programme, pk__in=_keys(request.POST.getlist("enrolment"))
    )
    mine = [
        row.enrolment
        for row in queries.rows_of(ticked.for_display(), reader=request.user)
        if row.may_decide
    ]
    approved = operations.approve_all(mine, by=request.user, at=timezone.now())
    messages.success(
        request,
        ngettext(
            "%(n)d person takes part from now on.",
            "%(n)d people take part from now on.",
            len(approved),
        )
        % {"n": len(approved)},
    )
    return redirect("programmes:people_list", slug)


def _apart(request: PersonRequest, enrolment: Enrolment) -> KeptApart | None:
    """Give the lines as a reason, to a coordinator only."""
    if access.may_see_people(request.user, enrolment.programme):
        return queries.kept_apart_of(enrolment)
    return None


def _invite(request: PersonRequest, form: EnrolForm) -> None:
    invited = operations.enrol(
        form.programme,
        people=form.cleaned_data["everybody"],
        role=form.cleaned_data["role"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(
        request,
        ngettext(
            "%(n)d person is invited. A letter is on its way.",
            "%(n)d people are invited. Letters are on their way.",
            len(invited),
        )
        % {"n": len(invited)},
    )


def _keys(sent: list[str]) -> list[UUID]:
    """Read the keys a page sent back; whatever else was sent is nobody."""
    return [key for text in sent if (key := _key(text))]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
